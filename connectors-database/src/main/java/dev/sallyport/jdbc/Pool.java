package dev.sallyport.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections, and one thread that cancels what interrupted callers wait for and what outlasts its attempt. Thread-safe. */
final class Pool implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private final Engine engine;
    private final int most;
    private final HikariPool connections;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;

    Pool(Engine engine, int most, Duration attemptTimeout) {
        this.engine = engine;
        this.most = most;
        HikariConfig config = new HikariConfig();
        config.setPoolName("sallyport-" + engine.system());
        config.setDataSource(new Logins(engine.dataSource(attemptTimeout), attemptTimeout));
        config.setAutoCommit(false);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Math.max(250, attemptTimeout.toMillis()));
        config.setValidationTimeout(Math.max(250, Math.min(5_000, attemptTimeout.toMillis())));
        connections = new HikariPool(config);
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sallyport-cancels");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(
                () -> leases.forEach(Lease::cancelIfDue), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Lends a connection.
     *
     * @throws AttemptFailure if none can be had in time; nothing was sent
     */
    Lease lease(Duration timeout) throws AttemptFailure {
        if (Thread.currentThread().isInterrupted()) {
            throw AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the call.", null);
        }
        long endsAt = System.nanoTime() + timeout.toNanos();
        try {
            Connection connection = connections.getConnection(timeout.toMillis());
            // The engine's own time-out comes first; this is for an engine that no longer answers.
            connection.setNetworkTimeout(Runnable::run, (int)
                    Math.min(Integer.MAX_VALUE, timeout.plus(GRACE).toMillis()));
            Lease lease = new Lease(connection, this, endsAt);
            leases.add(lease);
            return lease;
        } catch (SQLException e) {
            throw notLent(e);
        }
    }

    private AttemptFailure notLent(SQLException e) {
        if (Thread.currentThread().isInterrupted()) {
            return AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the call.", e);
        }
        if (e.getSQLState() == null && connections.getActiveConnections() >= most) {
            return AttemptFailure.notSent(
                            ErrorCode.THROTTLED,
                            "All " + most + " connections are in use; close results that are not read to their end.",
                            e)
                    .asTransient();
        }
        return engine.failure(e, Progress.UNCONNECTED);
    }

    void giveBack(Lease lease, boolean tainted) {
        if (!leases.remove(lease)) {
            return;
        }
        Connection connection = lease.connection();
        if (tainted) {
            connections.evictConnection(connection);
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection broke while it was given back, and was thrown away");
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            connections.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
