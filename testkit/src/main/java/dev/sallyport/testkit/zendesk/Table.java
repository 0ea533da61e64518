package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of one kind by id, as the wire shows them but for their {@code url}. */
final class Table {
    private final String plural;
    private final NavigableMap<Place, ObjectNode> rows = new TreeMap<>();
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
        return rows.get(new Place(0, id));
    }

    ObjectNode get(long id) {
        ObjectNode row = find(id);
        if (row == null) {
            throw new Refusal(Replies.notFound());
        }
        return row;
    }

    void remove(long id) {
        rows.remove(new Place(0, id));
    }

    NavigableMap<Place, ObjectNode> rows() {
        return rows;
    }

    ObjectNode render(Call call, JsonNode row) {
        ObjectNode shown = Replies.object()
                .put("url", call.root() + "/api/v2/" + plural + "/" + row.path("id").asString() + ".json");
        row.properties().forEach(member -> {
            if (!member.getKey().startsWith("_")) {
                shown.set(member.getKey(), member.getValue());
            }
        });
        return shown;
    }
}
