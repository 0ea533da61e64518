package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Runs work in transactions on a pool's connections. What is not surely committed throws. */
final class Transactions implements AutoCloseable {
    private static final int TRIES = 5;
    private static final int GRACE_MILLIS = 2_000;
    private final DataSource pool;
    private final Runnable closing;
    private final Settings settings;
    private final AtomicLong lastAhead = new AtomicLong();
    private volatile boolean closed;

    Transactions(DataSource pool, Runnable closing, Settings settings) {
        this.pool = pool;
        this.closing = closing;
        this.settings = settings;
    }

    /** Work on rows; may be called again after a roll-back. */
    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** For work that must not be done twice: a lost connection fails it. */
    <T> T once(Work<T> work) {
        return uninterrupted(() -> tried(work, false));
    }

    /** For work that does the same when it is done twice: a lost connection is replaced once. */
    <T> T again(Work<T> work) {
        return uninterrupted(() -> tried(work, true));
    }

    /** An interrupt is kept for later: what is recorded must not hang on when the caller lost its patience. */
    private <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T tried(Work<T> work, boolean replaceConnection) {
        boolean mayReplace = replaceConnection;
        for (int tries = 1; ; tries++) {
            try {
                return onConnection(work);
            } catch (SQLException e) {
                boolean replaced = mayReplace && Mending.isConnectionLost(e);
                mayReplace &= !replaced;
                if (tries == TRIES || !(replaced || Mending.isRolledBackByChance(e))) {
                    throw failure(e);
                }
            }
        }
    }

    private <T> T onConnection(Work<T> work) throws SQLException {
        if (closed) {
            throw new LedgerException(settings.name() + ": this ledger was closed; open it anew", null);
        }
        try (Connection connection = pool.getConnection()) {
            boolean before = connection.getAutoCommit();
            int patience = limitWait(connection, (int) settings.timeout().toMillis() + GRACE_MILLIS);
            connection.setAutoCommit(false);
            try {
                T result = work.in(Session.begin(connection, settings, lastAhead));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                giveBack(connection, before, patience);
            }
        }
    }

    /** The server's own time-out comes first; this is for a server or a wire that is dead. */
    private static int limitWait(Connection connection, int millis) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return -1;
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the server rolls back by itself what it did not commit.
            reason.addSuppressed(e);
        }
    }

    private static void giveBack(Connection connection, boolean autoCommit, int patience) {
        try {
            if (!connection.isClosed()) {
                connection.setAutoCommit(autoCommit);
                if (patience >= 0) {
                    connection.setNetworkTimeout(Runnable::run, patience);
                }
            }
        } catch (SQLException e) {
            // Work that was committed stays so; the pool throws away a connection that does not answer.
            abandon(connection);
        }
    }

    private static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    LedgerException failure(SQLException e) {
        return Mending.failure(settings.name(), settings.timeout(), e);
    }

    String name() {
        return settings.name();
    }

    @Override
    public void close() {
        closed = true;
        closing.run();
    }
}
