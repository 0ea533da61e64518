package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.LedgerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** One transaction, as it was prepared: bounded in time, its commit durable, its server the primary. */
final class Session {
    /** What a transaction that must be tried again says of itself. */
    static final String SERIALIZATION = "40001";

    private final Connection connection;
    private final AtomicLong lastAhead;
    private final long storeMicros;

    private Session(Connection connection, AtomicLong lastAhead, long storeMicros) {
        this.connection = connection;
        this.lastAhead = lastAhead;
        this.storeMicros = storeMicros;
    }

    /** What is set here ends with the transaction, because the connection is somebody's pool's. */
    static Session begin(Connection connection, Settings settings, AtomicLong lastAhead) throws SQLException {
        String millis = String.valueOf(settings.timeout().toMillis());
        try (PreparedStatement prelude = connection.prepareStatement("SELECT pg_is_in_recovery(), " + settings.clock()
                + ", set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true),"
                + " set_config('idle_in_transaction_session_timeout', ?, true), CASE WHEN"
                + " current_setting('synchronous_commit') IN ('off', 'local')"
                + " THEN set_config('synchronous_commit', 'on', true) END")) {
            for (int i = 1; i <= 3; i++) {
                prelude.setString(i, millis);
            }
            try (ResultSet row = prelude.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new LedgerException(
                            settings.name() + " is a standby that cannot be written; connect to the primary", null);
                }
                return new Session(connection, lastAhead, row.getLong(2));
            }
        }
    }

    /** How the clocks stand, now that the caller's shows this. */
    StoreTime timeAt(Instant callers) {
        StoreTime time = StoreTime.of(storeMicros, callers);
        lastAhead.set(time.ahead());
        return time;
    }

    /** How the clocks stood when a caller last said what time it is. */
    StoreTime lastTime() {
        return new StoreTime(lastAhead.get());
    }

    long storeNanos() {
        return storeMicros * 1_000;
    }

    /** Reads a row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void query(String sql, RowReader reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** For what another transaction changed between two of our looks. */
    void repeatUnless(boolean asExpected) throws SQLException {
        if (!asExpected) {
            throw new SQLException("changed in between", SERIALIZATION);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }
}
