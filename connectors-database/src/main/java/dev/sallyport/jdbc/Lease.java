package dev.sallyport.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on loan from the pool, with what runs on it. Used by one thread at a time; watched by another. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private final Connection connection;
    private final Pool pool;
    private final long endsAt;
    private volatile boolean open;
    private volatile @Nullable Statement running;
    private volatile @Nullable Thread waiting;
    private volatile boolean cancelled;
    private volatile boolean interrupted;

    /** A loan whose statements are cancelled when {@link System#nanoTime()} has come to an instant. */
    Lease(Connection connection, Pool pool, long endsAt) {
        this.connection = connection;
        this.pool = pool;
        this.endsAt = endsAt;
    }

    Connection connection() {
        return connection;
    }

    /** Lets the loan outlast its attempt, for a reader who takes rows in their own time. */
    void keep() {
        open = true;
    }

    /** Prepares a statement that can be cancelled. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        running = statement;
        return statement;
    }

    /** Waits for the engine; an interrupt of this thread cancels what runs, and so does the end of the attempt. */
    <T> T await(Waiting<T> work) throws SQLException {
        waiting = Thread.currentThread();
        try {
            return work.run();
        } finally {
            waiting = null;
        }
    }

    /** Cancels what runs if it is time. Called by the watching thread, on real time as the engine lives in it. */
    void cancelIfDue() {
        Thread thread = waiting;
        Statement statement = running;
        if (thread == null || statement == null || cancelled) {
            return;
        }
        boolean late = !open && System.nanoTime() - endsAt > 0;
        interrupted = thread.isInterrupted();
        if (!late && !interrupted) {
            return;
        }
        cancelled = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("a statement could not be cancelled; its own time-out ends it");
        }
    }

    /** Whether the caller was interrupted. */
    boolean interrupted() {
        return interrupted || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        // A late cancellation could hit the next user of the connection.
        pool.giveBack(this, cancelled);
    }

    /** Something that waits for the engine. */
    @FunctionalInterface
    interface Waiting<T> {
        T run() throws SQLException;
    }
}
