package dev.sallyport.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Logs in, but shows credentials that were refused no second time within a while: the pool asks again and again for as long
 * as somebody waits, and who tries a dead password often gets its account locked. Thread-safe.
 */
final class Logins implements DataSource {
    /** What standard SQL calls an invalid authorization. */
    private static final String REFUSED = "28";

    private final DataSource engine;
    private final Duration pause;
    private volatile @Nullable Refusal latest;

    private record Refusal(SQLException error, long at) {}

    Logins(DataSource engine, Duration pause) {
        this.engine = engine;
        this.pause = pause;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Refusal refusal = latest;
        if (refusal != null && System.nanoTime() - refusal.at() < pause.toNanos()) {
            throw new SQLException(
                    "the login was refused a moment ago", refusal.error().getSQLState(), refusal.error());
        }
        try {
            return engine.getConnection();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(REFUSED)) {
                latest = new Refusal(e, System.nanoTime());
            }
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the engine's own credentials only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return engine.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        engine.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        engine.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return engine.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return engine.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return engine.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return engine.isWrapperFor(type);
    }
}
