package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.LedgerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** What is wrong with the database, and how it is mended. */
final class Mending {
    private static final Set<String> BY_CHANCE = Set.of("40001", "40P01");

    private Mending() {}

    /** The driver's message may hold values of rows: only its class and code are kept. */
    static LedgerException failure(String name, Duration timeout, SQLException e) {
        SQLException cleaned = new SQLException("SQLSTATE " + state(e), state(e), e.getErrorCode());
        cleaned.setStackTrace(e.getStackTrace());
        return new LedgerException(name + " " + of(state(e), timeout), cleaned);
    }

    private static String of(String state, Duration timeout) {
        return switch (state) {
            case "57014", "55P03", "25P03" ->
                "did not answer within " + timeout.toMillis() + " ms; find out what holds its rows";
            case "53100" -> "has a full disk; free some space";
            case "53300" -> "has no connection left; raise max_connections or make pools smaller";
            case "28000", "28P01" -> "refuses the user or its password; check both";
            case "3D000" -> "does not exist on that server; check the url";
            case "25006" -> "cannot be written now; connect to the primary, in a session that may write";
            case "42501" ->
                "may not be used by this user; grant it USAGE on the schema and SELECT, INSERT, UPDATE, DELETE on its"
                        + " tables";
            case "42P01", "3F000", "42703" ->
                "has lost its tables, or they were changed; restore them from a backup, or look at open writes by hand"
                        + " and run what PostgreSqlLedger.ddl(schema) gives";
            case "XX000", "XX001", "XX002" -> "is damaged; restore it from a backup";
            case "22021", "22P05" -> "cannot store a text with a NUL character; use another key";
            default ->
                isLost(state)
                        ? "cannot be reached; check that it runs, and the way to it"
                        : "cannot be used (SQLSTATE " + state + "); look into the server's log";
        };
    }

    static boolean isConnectionLost(SQLException e) {
        return isLost(state(e));
    }

    static boolean isRolledBackByChance(SQLException e) {
        return BY_CHANCE.contains(state(e));
    }

    private static boolean isLost(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
