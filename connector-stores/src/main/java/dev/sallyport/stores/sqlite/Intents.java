package dev.sallyport.stores.sqlite;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code intent}. Instants are nanoseconds since 1970, so that they come back as they were. */
final class Intents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> HASHES = new TypeReference<>() {};
    static final String COLUMNS = "key, tenant, operation, stamp, target_resource, target_id, hashes, state, owner,"
            + " lease_until, claimed_at, settled_at, version, affected, attribution";
    private static final String VALUES =
            " INTO intent (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final long NANOS = 1_000_000_000;

    private Intents() {}

    static @Nullable LedgerEntry find(Statements statements, String key) throws SQLException {
        PreparedStatement select = statements.prepared("SELECT " + COLUMNS + " FROM intent WHERE key = ?");
        select.setString(1, key);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? entry(rows) : null;
        }
    }

    /** Stores an entry if its key is new. */
    static boolean add(Statements statements, LedgerEntry entry) throws SQLException {
        return write(statements.prepared("INSERT" + VALUES + " ON CONFLICT (key) DO NOTHING"), entry) == 1;
    }

    static void store(Statements statements, LedgerEntry entry) throws SQLException {
        write(statements.prepared("INSERT OR REPLACE" + VALUES), entry);
    }

    private static int write(PreparedStatement insert, LedgerEntry entry) throws SQLException {
        Ref target = entry.target();
        Instant settledAt = entry.settledAt();
        insert.setString(1, entry.key());
        insert.setString(2, entry.tenant());
        insert.setString(3, entry.operation());
        insert.setString(4, entry.stamp());
        insert.setString(5, target == null ? null : target.resource());
        insert.setString(6, target == null ? null : target.id());
        insert.setString(7, JSON.writeValueAsString(entry.fieldHashes()));
        insert.setString(8, entry.state().name());
        insert.setString(9, entry.owner());
        insert.setLong(10, nanos(entry.leaseUntil()));
        insert.setLong(11, nanos(entry.claimedAt()));
        insert.setObject(12, settledAt == null ? null : nanos(settledAt));
        insert.setString(13, entry.version());
        insert.setLong(14, entry.affected());
        insert.setString(15, entry.attribution().name());
        return insert.executeUpdate();
    }

    static LedgerEntry entry(ResultSet row) throws SQLException {
        String resource = row.getString(5);
        long settledAt = row.getLong(12);
        boolean settled = !row.wasNull();
        return new LedgerEntry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                resource == null ? null : new Ref(resource, row.getString(6)),
                JSON.readValue(row.getString(7), HASHES),
                LedgerEntry.State.valueOf(row.getString(8)),
                row.getString(9),
                instant(row.getLong(10)),
                instant(row.getLong(11)),
                settled ? instant(settledAt) : null,
                row.getString(13),
                row.getLong(14),
                Attribution.valueOf(row.getString(15)));
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
