package dev.sallyport.stores.postgresql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A user's pool, none of whose connections may take longer than a time-out to be had or to answer. Thread-safe.
 */
final class TimedPool implements DataSource, AutoCloseable {
    private final DataSource pool;
    private final Duration timeout;
    private final ExecutorService waiting;

    TimedPool(DataSource pool, Duration timeout) {
        this.pool = pool;
        this.timeout = timeout;
        // Only to have a connection: a pool's own patience may be half a minute.
        this.waiting = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "sallyport-quota-connect");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Statements on one connection. */
    interface Transaction {
        void update(String sql, Object... values);

        long number(String sql, Object... values);

        /** Reads one row; false if there is none. */
        boolean row(String sql, Reader reader, Object... values);
    }

    /** Reads the row that a result stands on. */
    @FunctionalInterface
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Transaction transaction);
    }

    void update(String sql, Object... values) {
        inTransaction(transaction -> {
            transaction.update(sql, values);
            return true;
        });
    }

    long number(String sql, Object... values) {
        return inTransaction(transaction -> transaction.number(sql, values));
    }

    <T> T inTransaction(Work<T> work) {
        try (Connection connection = getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.run(new OnConnection(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new QuotaStoreAway(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        CompletableFuture<Connection> coming = new CompletableFuture<>();
        Future<?> asking = waiting.submit(() -> bring(coming));
        Connection connection;
        try {
            connection = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(coming, asking);
            throw new SQLException("no connection within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            giveUp(coming, asking);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
        }
        try {
            connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    private void bring(CompletableFuture<Connection> coming) {
        try {
            Connection connection = pool.getConnection();
            if (!coming.complete(connection)) {
                // Nobody waits for it any more, and the pool must not lose it.
                close(connection);
            }
        } catch (SQLException | RuntimeException e) {
            coming.completeExceptionally(e);
        }
    }

    private static void giveUp(CompletableFuture<Connection> coming, Future<?> asking) {
        asking.cancel(false);
        if (!coming.cancel(false) && !coming.isCompletedExceptionally()) {
            // It came at the very last moment.
            close(coming.join());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no use either way.
        }
    }

    @Override
    public void close() {
        waiting.shutdownNow();
    }

    private record OnConnection(Connection connection) implements Transaction {
        @Override
        public void update(String sql, Object... values) {
            try (PreparedStatement statement = prepared(sql, values)) {
                statement.execute();
            } catch (SQLException e) {
                throw new QuotaStoreAway(e);
            }
        }

        @Override
        public long number(String sql, Object... values) {
            long[] number = new long[1];
            row(sql, row -> number[0] = row.getLong(1), values);
            return number[0];
        }

        @Override
        public boolean row(String sql, Reader reader, Object... values) {
            try (PreparedStatement statement = prepared(sql, values);
                    ResultSet result = statement.executeQuery()) {
                boolean found = result.next();
                if (found) {
                    reader.read(result);
                }
                return found;
            } catch (SQLException e) {
                throw new QuotaStoreAway(e);
            }
        }

        private PreparedStatement prepared(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
