package dev.sallyport.stores.sqlite;

import org.sqlite.SQLiteErrorCode;

/** What is wrong with a file, and how it is mended. */
final class Mending {
    static final String DAMAGED =
            "is damaged or no database; restore it from a backup, or move it away with its -wal and"
                    + " -shm files: what was sent before is then no longer known, so look at open writes by hand first";

    private Mending() {}

    static String of(SQLiteErrorCode code) {
        // An extended code carries its primary code in the low byte.
        return switch (code.code & 0xFF) {
            case 13 -> "cannot grow because the disk is full; free some space";
            case 5, 6 -> "is held by another process for too long; find out which one stalls";
            case 3, 8, 14, 23 -> "cannot be written; check that this user may write the file and its folder";
            case 11, 26 -> DAMAGED;
            default -> "cannot be used (" + code.name() + "); check the disk";
        };
    }
}
