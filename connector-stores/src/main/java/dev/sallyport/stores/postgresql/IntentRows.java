package dev.sallyport.stores.postgresql;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Entries as rows, many at a time: however many there are, each step is one way to the server and back. */
final class IntentRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> HASHES = new TypeReference<>() {};
    private final Tables tables;

    IntentRows(Tables tables) {
        this.tables = tables;
    }

    /** Adds those whose key is new, and says which. They come in the order of their keys, so that nobody deadlocks. */
    Set<String> add(Session session, Collection<LedgerEntry> entries, StoreTime time) throws SQLException {
        Set<String> added = new HashSet<>();
        if (!entries.isEmpty()) {
            session.query(tables.add(), row -> added.add(row.getString(1)), json(entries, time));
        }
        return added;
    }

    /** What is held under these keys, ours to change until the transaction ends. */
    Map<String, LedgerEntry> lock(Session session, Collection<String> keys, StoreTime time) throws SQLException {
        Map<String, LedgerEntry> held = new HashMap<>();
        if (!keys.isEmpty()) {
            session.query(tables.lock(), row -> held.put(row.getString(1), entry(row, time)), (Object)
                    keys.toArray(new String[0]));
        }
        return held;
    }

    void store(Session session, Collection<LedgerEntry> entries, StoreTime time) throws SQLException {
        if (!entries.isEmpty()) {
            session.update(tables.store(), json(entries, time));
        }
    }

    List<LedgerEntry> open(Session session, String tenant, StoreTime time, @Nullable LedgerEntry after, int most)
            throws SQLException {
        List<LedgerEntry> open = new ArrayList<>();
        session.query(
                tables.open(),
                row -> open.add(entry(row, time)),
                tenant,
                session.storeNanos(),
                after == null ? Long.MIN_VALUE : StoreTime.nanos(after.claimedAt()),
                after == null ? "" : after.key(),
                most);
        return open;
    }

    private static String json(Collection<LedgerEntry> entries, StoreTime time) {
        return JSON.writeValueAsString(
                entries.stream().map(entry -> columns(entry, time)).toList());
    }

    private static Map<String, @Nullable Object> columns(LedgerEntry entry, StoreTime time) {
        Ref target = entry.target();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("key", entry.key());
        columns.put("tenant", entry.tenant());
        columns.put("operation", entry.operation());
        columns.put("stamp", entry.stamp());
        columns.put("target_resource", target == null ? null : target.resource());
        columns.put("target_id", target == null ? null : target.id());
        columns.put("hashes", JSON.writeValueAsString(entry.fieldHashes()));
        columns.put("state", entry.state().name());
        columns.put("owner", entry.owner());
        columns.put("lease_until", time.stored(entry.leaseUntil()));
        // Only compared with itself, page by page, and with what the system says: the claimer's own time.
        columns.put("claimed_at", StoreTime.nanos(entry.claimedAt()));
        columns.put("settled_at", time.storedOrNull(entry.settledAt()));
        columns.put("version", entry.version());
        columns.put("affected", entry.affected());
        columns.put("attribution", entry.attribution().name());
        return columns;
    }

    private static LedgerEntry entry(ResultSet row, StoreTime time) throws SQLException {
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
                time.callers(row.getLong("lease_until")),
                StoreTime.instant(row.getLong("claimed_at")),
                settled ? time.callers(settledAt) : null,
                row.getString("version"),
                row.getLong("affected"),
                Attribution.valueOf(row.getString("attribution")));
    }
}
