package dev.sallyport.postgresql;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.jdbc.JdbcConnector;

/**
 * Connects to PostgreSQL 12 and later. Statements are SELECT, INSERT, UPDATE and DELETE with joins, subqueries, {@code
 * WITH}, grouping, windows and {@code ON CONFLICT}; values go as {@code ?}, and only numbers, and text as the argument of
 * a function, stand in the statement itself. Functions and casts are let through by name. Not let through: several
 * statements, writes inside queries, {@code RETURNING}, locking clauses, functions as tables, and UPDATE or DELETE
 * without a condition on a column.
 */
public final class PostgreSql {
    private PostgreSql() {}

    /**
     * Where a database is, such as {@code jdbc:postgresql://db.example/shop?sslmode=verify-full}. TLS is required except
     * to loopback addresses.
     *
     * @throws IllegalArgumentException if it is no such address, names several hosts, holds credentials or an option other
     *     than {@code sslmode} and {@code sslrootcert}, or would let another machine be reached without TLS
     */
    public static PostgreSqlConnection at(String address) {
        return PostgreSqlConnection.to(PostgreSqlAddress.parse(address));
    }

    /**
     * Connects. Scopes are made of the tables that the user can reach now; a table that is made later needs a new
     * connector before a grant can name it. Makes the table {@code sallyport_intents} in the user's default schema if it
     * may ({@code CREATE} on the schema); without it a write whose commit reply is lost ends as unknown.
     *
     * @throws dev.sallyport.error.ConnectorException if the database cannot be reached or refuses the credentials
     */
    public static DatabaseConnector connect(PostgreSqlConnection connection, Safeguards safeguards) {
        return JdbcConnector.open(new PostgreSqlEngine(connection), connection.ceilings(), safeguards);
    }

    /**
     * Connects with the default safeguards.
     *
     * @throws dev.sallyport.error.ConnectorException if the database cannot be reached or refuses the credentials
     */
    public static DatabaseConnector connect(PostgreSqlConnection connection) {
        return connect(connection, Safeguards.defaults());
    }
}
