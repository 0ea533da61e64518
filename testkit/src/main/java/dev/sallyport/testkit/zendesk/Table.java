package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of one kind by id, as the wire shows them but for their {@code url}. */
final class Table {
    private final String plural;
    private final NavigableMap<Place, ObjectNode> rows = new TreeMap<>();
    private final Map<Long, ObjectNode> retired = new HashMap<>();
    private long lastId;

    Table(String plural, long firstId) {
        this.plural = plural;
        this.lastId = firstId - 1;
    }

    ObjectNode add(ObjectNode row, Instant now) {
        ObjectNode kept = Replies.object().put("id", ++lastId);
        kept.setAll(row);
        kept.put("created_at", Values.stamp(now)).put("updated_at", Values.stamp(now));
        rows.put(new Place(0, lastId), kept);
        return kept;
    }

    @Nullable
    ObjectNode find(long id) {
        ObjectNode row = rows.get(new Place(0, id));
        return row == null ? retired.get(id) : row;
    }

    ObjectNode get(long id) {
        ObjectNode row = find(id);
        if (row == null) {
            throw new Refusal(Replies.notFound());
        }
        return row;
    }

    /** Takes a row out of the lists; it is still found by its id. */
    void retire(long id) {
        ObjectNode row = rows.remove(new Place(0, id));
        if (row != null) {
            retired.put(id, row);
        }
    }

    /** Rows that are out of the lists, by id. */
    Map<Long, ObjectNode> retired() {
        return retired;
    }

    void remove(long id) {
        rows.remove(new Place(0, id));
    }

    NavigableMap<Place, ObjectNode> rows() {
        return rows;
    }

    ObjectNode render(Call call, JsonNode row) {
        ObjectNode shown = Replies.object()
                .put(
                        "url",
                        call.root() + "/api/v2/" + plural + "/" + row.path("id").asString() + ".json");
        row.properties().forEach(member -> shown.set(member.getKey(), member.getValue()));
        return shown;
    }
}
