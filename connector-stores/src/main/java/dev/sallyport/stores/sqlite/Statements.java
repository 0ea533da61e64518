package dev.sallyport.stores.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** One connection and what was prepared on it, once for each text. Used by one thread at a time. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Prepared on first use; its parameters are those of the last use until they are set. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** A pragma that does a part of its work for each row. */
    void exhaust(String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(pragma)) {
            while (rows.next()) {
                // The work is done by stepping.
            }
        }
    }

    /** After a failure: the driver leaves a statement that failed useless. */
    void prepareAnew() throws SQLException {
        try {
            for (PreparedStatement each : prepared.values()) {
                each.close();
            }
        } finally {
            prepared.clear();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
