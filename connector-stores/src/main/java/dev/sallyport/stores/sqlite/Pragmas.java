package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How SQLite keeps the file: what is set, and what is checked to be so. */
final class Pragmas {
    private static final int SWITCHES = 100;
    private static final int WAL_BYTES = 4 << 20;

    private Pragmas() {}

    /**
     * Sets them; those that the file itself remembers only take on a new one.
     *
     * @throws LedgerException if the drive cannot hold a ledger, or commits would not be on disk when they return
     */
    static void set(Statements statements, Path path) throws SQLException {
        statements.execute("PRAGMA auto_vacuum = INCREMENTAL");
        useWriteAheadLog(statements, path);
        statements.text("PRAGMA journal_size_limit = " + WAL_BYTES);
        // A plain fsync on macOS does not reach the disk; elsewhere these do nothing.
        statements.execute("PRAGMA fullfsync = ON");
        statements.execute("PRAGMA checkpoint_fullfsync = ON");
        if (!statements.text("PRAGMA synchronous").equals("2")) {
            throw new LedgerException(path + " is not written with synchronous=FULL; report this", null);
        }
    }

    /** SQLite does not wait for this switch, so others who open the file now are waited for by a lock in between. */
    private static void useWriteAheadLog(Statements statements, Path path) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                if (statements.text("PRAGMA journal_mode = WAL").equals("wal")) {
                    return;
                }
                throw new LedgerException(
                        path + " is on a drive that cannot hold a ledger, such as a network drive; choose another",
                        null);
            } catch (SQLiteException e) {
                if (e.getResultCode() != SQLiteErrorCode.SQLITE_BUSY || tries == SWITCHES) {
                    throw e;
                }
                statements.execute("BEGIN IMMEDIATE");
                statements.execute("COMMIT");
            }
        }
    }
}
