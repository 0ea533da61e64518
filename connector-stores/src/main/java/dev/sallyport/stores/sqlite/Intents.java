package dev.sallyport.stores.sqlite;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import java.sql.Connection;
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
    private static final long NANOS = 1_000_000_000;

    private Intents() {}

    static @Nullable LedgerEntry find(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM intent WHERE key = ?")) {
            select.setString(1, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? entry(rows) : null;
            }
        }
    }

    static void store(Connection connection, LedgerEntry entry) throws SQLException {
        try (PreparedStatement replace = connection.prepareStatement("INSERT OR REPLACE INTO intent"
                + " (key, tenant, operation, stamp, target_resource, target_id, hashes, state, owner, lease_until,"
                + " claimed_at, settled_at, version, affected, attribution)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Ref target = entry.target();
            Instant settledAt = entry.settledAt();
            replace.setString(1, entry.key());
            replace.setString(2, entry.tenant());
            replace.setString(3, entry.operation());
            replace.setString(4, entry.stamp());
            replace.setString(5, target == null ? null : target.resource());
            replace.setString(6, target == null ? null : target.id());
            replace.setString(7, JSON.writeValueAsString(entry.fieldHashes()));
            replace.setString(8, entry.state().name());
            replace.setString(9, entry.owner());
            replace.setLong(10, nanos(entry.leaseUntil()));
            replace.setLong(11, nanos(entry.claimedAt()));
            replace.setObject(12, settledAt == null ? null : nanos(settledAt));
            replace.setString(13, entry.version());
            replace.setLong(14, entry.affected());
            replace.setString(15, entry.attribution().name());
            replace.executeUpdate();
        }
    }

    static LedgerEntry entry(ResultSet row) throws SQLException {
        String resource = row.getString("target_resource");
        long settledAt = row.getLong("settled_at");
        boolean settled = !row.wasNull();
        return new LedgerEntry(
                row.getString("key"),
                row.getString("tenant"),
                row.getString("operation"),
                row.getString("stamp"),
                resource == null ? null : new Ref(resource, row.getString("target_id")),
                JSON.readValue(row.getString("hashes"), HASHES),
                LedgerEntry.State.valueOf(row.getString("state")),
                row.getString("owner"),
                instant(row.getLong("lease_until")),
                instant(row.getLong("claimed_at")),
                settled ? instant(settledAt) : null,
                row.getString("version"),
                row.getLong("affected"),
                Attribution.valueOf(row.getString("attribution")));
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
