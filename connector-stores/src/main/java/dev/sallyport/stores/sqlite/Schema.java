package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The file's tables. The header says whose file it is and which version made it. */
final class Schema {
    /** "SALY". */
    private static final int APPLICATION = 0x53414C59;

    private static final int VERSION = 3;
    private static final String[] TABLES = {
        """
        CREATE TABLE intent (
            key TEXT PRIMARY KEY,
            tenant TEXT NOT NULL,
            operation TEXT NOT NULL,
            stamp TEXT NOT NULL,
            target_resource TEXT,
            target_id TEXT,
            hashes TEXT NOT NULL,
            state TEXT NOT NULL,
            owner TEXT NOT NULL,
            lease_until INTEGER NOT NULL,
            claimed_at INTEGER NOT NULL,
            settled_at INTEGER,
            version TEXT,
            affected INTEGER NOT NULL,
            attribution TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX intent_open ON intent (tenant, claimed_at) WHERE state IN ('CLAIMED', 'UNKNOWN')",
        "CREATE INDEX intent_settled ON intent (settled_at) WHERE state IN ('COMMITTED', 'NOT_SENT', 'REJECTED')",
        "CREATE TABLE budget (name TEXT PRIMARY KEY, spent INTEGER NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX budget_used ON budget (used_at)",
        "CREATE TABLE sent_again (stamp TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX sent_again_until ON sent_again (until)",
        "CREATE TABLE secret (hash_key BLOB NOT NULL)",
        "PRAGMA application_id = " + APPLICATION,
        "PRAGMA user_version = " + VERSION
    };

    private Schema() {}

    /**
     * Looks before anything is changed.
     *
     * @throws LedgerException if the file is somebody else's, damaged, or made by another version
     */
    static boolean checked(Statements statements, Path path) throws SQLException {
        if (!statements.text("PRAGMA quick_check(1)").equals("ok")) {
            throw new LedgerException(path + " " + Mending.DAMAGED, null);
        }
        int application = Integer.parseInt(statements.text("PRAGMA application_id"));
        boolean isNew = isEmpty(statements);
        if (application != APPLICATION && !isNew) {
            throw new LedgerException(path + " is somebody else's database; choose another file", null);
        }
        int version = Integer.parseInt(statements.text("PRAGMA user_version"));
        if (version != VERSION && !isNew) {
            throw new LedgerException(
                    path + " was made by another version of Sallyport (" + version + "); use that one", null);
        }
        return true;
    }

    /** Makes the tables of a new file, and yields the store's key. */
    static byte[] prepare(Statements statements) throws SQLException {
        if (isEmpty(statements)) {
            create(statements);
        }
        try (ResultSet rows = statements.prepared("SELECT hash_key FROM secret").executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    private static void create(Statements statements) throws SQLException {
        for (String table : TABLES) {
            statements.execute(table);
        }
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        PreparedStatement insert = statements.prepared("INSERT INTO secret (hash_key) VALUES (?)");
        insert.setBytes(1, key);
        insert.executeUpdate();
    }

    private static boolean isEmpty(Statements statements) throws SQLException {
        return statements.text("SELECT count(*) FROM sqlite_master").equals("0");
    }
}
