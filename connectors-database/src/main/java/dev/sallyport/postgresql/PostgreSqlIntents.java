package dev.sallyport.postgresql;

import dev.sallyport.jdbc.IntentSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The table of intents in the default schema of the connecting user. */
final class PostgreSqlIntents {
    private static final String USABLE = """
            SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT')
               AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
               AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = pg_catalog.current_schema() AND c.relname = ? AND c.relkind IN ('r', 'p')
            """;

    private volatile String schema = "public";

    /** Finds the table or makes it; false if it can be neither used nor made. */
    boolean prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet current = statement.executeQuery("SELECT pg_catalog.current_schema()")) {
            String name = current.next() ? current.getString(1) : null;
            if (name == null) {
                return false;
            }
            schema = name;
        }
        Boolean usable = usable(connection);
        if (usable != null) {
            return usable;
        }
        return make(connection);
    }

    private static @Nullable Boolean usable(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(USABLE)) {
            statement.setString(1, IntentSql.TABLE);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? (Boolean) found.getBoolean(1) : null;
            }
        }
    }

    private boolean make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table()
                    + " (stamp varchar(64) PRIMARY KEY, committed_at timestamptz NOT NULL DEFAULT pg_catalog.now(),"
                    + " affected bigint NOT NULL DEFAULT 0)");
            return true;
        } catch (SQLException e) {
            // Refused, a read-only server, or made by somebody else at the same moment.
            return Boolean.TRUE.equals(usable(connection));
        }
    }

    IntentSql sql() {
        return new IntentSql(
                "INSERT INTO " + table() + " (stamp) VALUES (?)",
                "UPDATE " + table() + " SET affected = ? WHERE stamp = ?",
                "SELECT affected FROM " + table() + " WHERE stamp = ?");
    }

    String advice() {
        return "The database keeps no table " + IntentSql.TABLE + ", so a write whose commit reply is lost ends as"
                + " unknown: grant the user CREATE on the schema " + schema
                + ", or make the table and grant SELECT, INSERT and UPDATE on it.";
    }

    private String table() {
        return '"' + schema.replace("\"", "\"\"") + "\"." + IntentSql.TABLE;
    }
}
