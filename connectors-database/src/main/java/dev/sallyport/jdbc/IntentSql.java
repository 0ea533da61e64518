package dev.sallyport.jdbc;

/**
 * How an engine keeps intents in the target database, in its table {@code sallyport_intents(stamp, committed_at,
 * affected)}.
 *
 * @param insert records a stamp, its only parameter; fails on the key if it is there
 * @param affected sets how many rows were changed; parameters: rows, stamp
 * @param find how many rows were changed by a stamp, its only parameter; no row if it is not there
 */
public record IntentSql(String insert, String affected, String find) {
    /** The table's name. */
    public static final String TABLE = "sallyport_intents";
}
