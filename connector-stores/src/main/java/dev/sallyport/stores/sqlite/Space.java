package dev.sallyport.stores.sqlite;

import java.sql.SQLException;

/** Gives room that was freed back to the drive, a little at a time. */
final class Space {
    /** A million bytes of 4 KiB pages; what is freed below that is used again by the next intents. */
    private static final long KEPT_PAGES = 256;

    private static final long AT_ONCE = 64;

    private Space() {}

    static void giveBack(Statements statements) throws SQLException {
        long free = Long.parseLong(statements.text("PRAGMA freelist_count"));
        if (free > KEPT_PAGES) {
            statements.exhaust("PRAGMA incremental_vacuum(" + Math.min(AT_ONCE, free - KEPT_PAGES) + ")");
        }
    }
}
