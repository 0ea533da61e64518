package dev.sallyport.stores.postgresql;

import java.util.List;
import java.util.regex.Pattern;

/** The ledger's tables in one schema, and every statement that names them. */
final class Tables {
    static final int VERSION = 3;
    static final String COLUMNS = "key, tenant, operation, stamp, target_resource, target_id, hashes, state, owner,"
            + " lease_until, claimed_at, settled_at, version, affected, attribution";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String ENDED = "state IN ('COMMITTED', 'NOT_SENT', 'REJECTED')";
    private static final String OPEN = "state IN ('CLAIMED', 'UNKNOWN')";
    private final String schema;

    Tables(String schema) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("schema is '" + schema
                    + "'; a name of lower-case letters, digits and _ is wanted, at most 63 long");
        }
        this.schema = schema;
    }

    String schema() {
        return schema;
    }

    private String table(String name) {
        return "\"" + schema + "\"." + name;
    }

    /** Keys are compared byte by byte, so that their order is the same in every database. */
    List<String> statements() {
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"",
                "CREATE TABLE IF NOT EXISTS " + table("intent") + " (key text COLLATE \"C\" PRIMARY KEY,"
                        + " tenant text COLLATE \"C\" NOT NULL, operation text NOT NULL, stamp text NOT NULL,"
                        + " target_resource text, target_id text, hashes text NOT NULL, state text NOT NULL,"
                        + " owner text NOT NULL, lease_until bigint NOT NULL, claimed_at bigint NOT NULL,"
                        + " settled_at bigint, version text, affected bigint NOT NULL, attribution text NOT NULL)",
                "CREATE INDEX IF NOT EXISTS intent_open ON " + table("intent") + " (tenant, claimed_at, key) WHERE "
                        + OPEN,
                "CREATE INDEX IF NOT EXISTS intent_ended ON " + table("intent") + " (settled_at) WHERE " + ENDED,
                "CREATE TABLE IF NOT EXISTS " + table("budget") + " (name text COLLATE \"C\" PRIMARY KEY,"
                        + " spent bigint NOT NULL, used_at bigint NOT NULL)",
                "CREATE INDEX IF NOT EXISTS budget_used ON " + table("budget") + " (used_at)",
                "CREATE TABLE IF NOT EXISTS " + table("sent_again") + " (stamp text COLLATE \"C\" PRIMARY KEY,"
                        + " until bigint NOT NULL)",
                "CREATE INDEX IF NOT EXISTS sent_again_until ON " + table("sent_again") + " (until)",
                "CREATE TABLE IF NOT EXISTS " + table("ledger") + " (only_one boolean PRIMARY KEY DEFAULT true"
                        + " CHECK (only_one), version integer NOT NULL, hash_key bytea)",
                "INSERT INTO " + table("ledger") + " (version) VALUES (" + VERSION + ") ON CONFLICT DO NOTHING");
    }

    /** Null where there is no ledger; else the version that made it. */
    String exists() {
        return "SELECT to_regclass('" + table("ledger") + "')::text";
    }

    String version() {
        return "SELECT version FROM " + table("ledger");
    }

    /** How many tables would be empty after a crash of the server. */
    String unlogged() {
        return "SELECT count(*) FROM pg_class WHERE oid IN ('" + table("intent") + "'::regclass, '" + table("budget")
                + "'::regclass, '" + table("sent_again") + "'::regclass) AND relpersistence <> 'p'";
    }

    /** Whoever comes first decides the key of the hashes. */
    String offerHashKey() {
        return "UPDATE " + table("ledger") + " SET hash_key = ? WHERE hash_key IS NULL";
    }

    String hashKey() {
        return "SELECT hash_key FROM " + table("ledger");
    }

    private String given() {
        return "json_populate_recordset(NULL::" + table("intent") + ", ?::json)";
    }

    String add() {
        return "INSERT INTO " + table("intent") + " SELECT * FROM " + given()
                + " ON CONFLICT (key) DO NOTHING RETURNING key";
    }

    String lock() {
        return "SELECT " + COLUMNS + " FROM " + table("intent") + " WHERE key = ANY (?) ORDER BY key FOR UPDATE";
    }

    String store() {
        return "UPDATE " + table("intent") + " AS held SET target_resource = given.target_resource,"
                + " target_id = given.target_id, hashes = given.hashes, state = given.state, owner = given.owner,"
                + " lease_until = given.lease_until, claimed_at = given.claimed_at, settled_at = given.settled_at,"
                + " version = given.version, affected = given.affected, attribution = given.attribution,"
                + " stamp = given.stamp FROM " + given() + " AS given WHERE held.key = given.key";
    }

    String open() {
        return "SELECT " + COLUMNS + " FROM " + table("intent") + " WHERE tenant = ? AND " + OPEN
                + " AND (state = 'UNKNOWN' OR lease_until <= ?) AND (claimed_at, key) > (?, ? COLLATE \"C\")"
                + " ORDER BY claimed_at, key LIMIT ?";
    }

    String spend() {
        return "INSERT INTO " + table("budget")
                + " AS held (name, spent, used_at) SELECT ?, ?::bigint, ?::bigint WHERE ?::bigint <= ?::bigint"
                + " ON CONFLICT (name) DO UPDATE SET spent = held.spent + excluded.spent,"
                + " used_at = greatest(held.used_at, excluded.used_at) WHERE held.spent + excluded.spent <= ?::bigint";
    }

    String use() {
        return "UPDATE " + table("budget") + " SET used_at = ? WHERE name = ? AND used_at < ?";
    }

    /** In one order for everybody, so that nobody deadlocks. */
    String noteAgain() {
        return "INSERT INTO " + table("sent_again") + " AS held (stamp, until) SELECT stamp, ?::bigint"
                + " FROM unnest(?::text[]) AS stamp ORDER BY stamp"
                + " ON CONFLICT (stamp) DO UPDATE SET until = greatest(held.until, excluded.until)";
    }

    String sentAgain() {
        return "SELECT until FROM " + table("sent_again") + " WHERE stamp = ?";
    }

    String forgetAgain() {
        return "DELETE FROM " + table("sent_again") + " WHERE stamp IN (SELECT stamp FROM " + table("sent_again")
                + " WHERE until < ? ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED)";
    }

    String forgetBudgets() {
        return "DELETE FROM " + table("budget") + " WHERE name IN (SELECT name FROM " + table("budget")
                + " WHERE used_at < ? ORDER BY used_at LIMIT ? FOR UPDATE SKIP LOCKED)";
    }

    String forget() {
        return "DELETE FROM " + table("intent") + " WHERE key IN (SELECT key FROM " + table("intent") + " WHERE "
                + ENDED + " AND settled_at < ? ORDER BY settled_at LIMIT ? FOR UPDATE SKIP LOCKED)";
    }
}
