package dev.sallyport.postgresql;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.jdbc.Progress;
import dev.sallyport.spi.AttemptFailure;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's SQLStates mean. Messages and details of the driver hold row values and are not passed on. */
final class PostgreSqlErrors {
    /** Sent while the connection is torn down, also after a commit that was carried out. */
    private static final Set<String> TORN_DOWN = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25P05");

    private PostgreSqlErrors() {}

    /** Whether the driver gave up because a result is too large. It closes the connection, and says so in words only. */
    static boolean fillsMemory(SQLException error) {
        return "08S01".equals(error.getSQLState())
                && String.valueOf(error.getMessage()).contains("maxResultBuffer");
    }

    static AttemptFailure failure(SQLException error, Progress progress) {
        String state = String.valueOf(error.getSQLState());
        return switch (progress) {
            case UNCONNECTED -> unconnected(state, error);
            case OPEN -> open(state, error);
            case COMMITTING ->
                refusesCommit(state)
                        ? open(state, error)
                        : AttemptFailure.perhaps(
                                ErrorCode.UNAVAILABLE,
                                "The connection broke after the commit was sent and before it was confirmed.",
                                error);
        };
    }

    /** Whether the engine said that the transaction is rolled back, rather than nothing or that it is going down. */
    private static boolean refusesCommit(String state) {
        return state.matches("[0-9A-Z]{5}")
                && !lost(state)
                && !state.equals("40003")
                && !state.startsWith("XX")
                && !state.startsWith("58");
    }

    private static boolean lost(String state) {
        return state.startsWith("08") || TORN_DOWN.contains(state);
    }

    private static AttemptFailure unconnected(String state, SQLException error) {
        if (state.startsWith("28")) {
            return AttemptFailure.notSent(
                    ErrorCode.NOT_AUTHENTICATED, "The database refused the user or the password.", error);
        }
        if (state.equals("3D000")) {
            return AttemptFailure.notSent(ErrorCode.NOT_FOUND, "There is no database of that name.", error);
        }
        if (state.equals("42501")) {
            return AttemptFailure.notSent(
                    ErrorCode.DENIED_BY_VENDOR, "The user may not connect to that database.", error);
        }
        String advice =
                state.equals("53300") ? "The database has no connection left." : "The database cannot be reached.";
        return AttemptFailure.notSent(ErrorCode.UNAVAILABLE, advice, error)
                .asTransient()
                .asVendorFault();
    }

    private static AttemptFailure open(String state, SQLException error) {
        if (lost(state)) {
            return answered(ErrorCode.UNAVAILABLE, "The connection broke; nothing was committed", state)
                    .asTransient()
                    .asVendorFault();
        }
        if (tableChanged(error)) {
            return answered(ErrorCode.UNAVAILABLE, "The table was changed since the statement was prepared", state)
                    .asTransient();
        }
        return switch (state) {
            case "40001", "40P01" ->
                answered(ErrorCode.UNAVAILABLE, "Another transaction was in the way", state)
                        .asTransient();
            case "57014" ->
                AttemptFailure.notSent(
                        ErrorCode.DEADLINE,
                        "The statement took longer than an attempt may; it was rolled back.",
                        error);
            case "55P03" ->
                AttemptFailure.notSent(ErrorCode.UNAVAILABLE, "Another transaction holds a lock on it.", error);
            case "23505", "23P01" ->
                answered(ErrorCode.CONFLICT, "Another row already holds a value that must be unique", state);
            case "23502" -> answered(ErrorCode.INVALID_INPUT, "A column that must have a value has none", state);
            case "23503" ->
                answered(ErrorCode.INVALID_INPUT, "A row that is referred to is missing, or still referred to", state);
            case "23514" -> answered(ErrorCode.INVALID_INPUT, "A check of the table refused a value", state);
            case "25006" -> answered(ErrorCode.DENIED_BY_VENDOR, "A query may not write", state);
            case "42501" ->
                answered(ErrorCode.DENIED_BY_VENDOR, "The user of the connection lacks the right to it", state);
            case "42P01" -> answered(ErrorCode.NOT_FOUND, "The table does not exist", state);
            default -> byClass(state, error);
        };
    }

    /** The engine refuses a statement that was prepared before; the driver prepares it anew the next time. */
    private static boolean tableChanged(SQLException error) {
        ServerErrorMessage said = error instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        return said != null && "RevalidateCachedQuery".equals(said.getRoutine());
    }

    private static AttemptFailure byClass(String state, SQLException error) {
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "28" -> answered(ErrorCode.NOT_AUTHENTICATED, "The database refused the user", state);
            case "53" ->
                AttemptFailure.notSent(ErrorCode.UNAVAILABLE, "The database is short of resources.", error)
                        .asVendorFault();
            case "0A" -> answered(ErrorCode.UNSUPPORTED, "The database cannot do that", state);
            case "22" -> answered(ErrorCode.INVALID_INPUT, "A value does not fit its type or column", state);
            case "23", "44" -> answered(ErrorCode.INVALID_INPUT, "A constraint refused the change", state);
            case "42" ->
                answered(ErrorCode.INVALID_INPUT, "The statement does not fit the tables or their types", state);
            case "54" -> answered(ErrorCode.INVALID_INPUT, "The statement or a value is too large", state);
            case "P0" -> answered(ErrorCode.INVALID_INPUT, "A rule of the database refused it", state);
            default ->
                answered(ErrorCode.VENDOR_FAILURE, "The database failed", state).asVendorFault();
        };
    }

    private static AttemptFailure answered(ErrorCode code, String what, String state) {
        return AttemptFailure.answered(code, what + " (SQLState " + state + ").");
    }
}
