package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.LedgerException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Looks whether the database can hold a ledger, and whether it does. */
final class Opening {
    /** "SALY": those who make the tables do it one after the other. */
    private static final long LOCK = 0x53414C59L;

    private Opening() {}

    static PostgreSqlLedger of(DataSource pool, Runnable closing, Settings settings, Tables tables, boolean mayCreate) {
        Transactions transactions = new Transactions(pool, closing, settings);
        byte[] hashKey = transactions.again(session -> {
            checkServer(session, settings);
            if (one(session, tables.exists()) == null) {
                create(session, settings, tables, mayCreate);
            }
            checkTables(session, settings, tables);
            return hashKey(session, tables);
        });
        return new PostgreSqlLedger(transactions, tables, hashKey);
    }

    private static void checkServer(Session session, Settings settings) throws SQLException {
        if (!"on".equals(one(session, "SELECT current_setting('fsync')"))) {
            throw new LedgerException(
                    settings.name() + " runs with fsync off, so what it commits may be lost in a crash; turn it on",
                    null);
        }
    }

    private static void create(Session session, Settings settings, Tables tables, boolean mayCreate)
            throws SQLException {
        if (!mayCreate) {
            throw new LedgerException(
                    settings.name() + " has no ledger; let someone who may run what PostgreSqlLedger.ddl(\""
                            + tables.schema() + "\") gives, or open it with createIfMissing()",
                    null);
        }
        session.query("SELECT pg_advisory_xact_lock(?)", row -> {}, LOCK);
        for (String statement : tables.statements()) {
            session.update(statement);
        }
    }

    private static void checkTables(Session session, Settings settings, Tables tables) throws SQLException {
        String version = one(session, tables.version());
        if (!String.valueOf(Tables.VERSION).equals(version)) {
            throw new LedgerException(
                    settings.name() + " was made by another version of Sallyport (" + version + "); use that one",
                    null);
        }
        if (!"0".equals(one(session, tables.unlogged()))) {
            throw new LedgerException(
                    settings.name() + " has UNLOGGED tables, which a crash would empty; ALTER TABLE … SET LOGGED",
                    null);
        }
    }

    private static byte[] hashKey(Session session, Tables tables) throws SQLException {
        AtomicReference<byte @Nullable []> key = new AtomicReference<>();
        session.query(tables.hashKey(), row -> key.set(row.getBytes(1)));
        byte[] known = key.get();
        if (known != null) {
            return known;
        }
        byte[] offered = new byte[32];
        new SecureRandom().nextBytes(offered);
        session.repeatUnless(session.update(tables.offerHashKey(), (Object) offered) == 1);
        return offered;
    }

    private static @Nullable String one(Session session, String query) throws SQLException {
        AtomicReference<@Nullable String> value = new AtomicReference<>();
        session.query(query, row -> value.set(row.getString(1)));
        return value.get();
    }
}
