package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What each user looked at last: only calls that say that somebody looks move it. */
final class Recency {
    private static final int KEPT = 200;

    private final Map<String, Deque<String>> seen = new HashMap<>();

    /** Somebody looks at a record. */
    void saw(String userId, String recordId) {
        Deque<String> own = seen.computeIfAbsent(userId, absent -> new ArrayDeque<>());
        own.remove(recordId);
        own.addFirst(recordId);
        if (own.size() > KEPT) {
            own.removeLast();
        }
    }

    /** Notes a record if the request asks for that in a header. */
    void note(FakeRequest request, Call call, Row row) {
        String header = request.header("Sforce-Mru");
        if (header != null && header.replace(" ", "").equalsIgnoreCase("updateMru=true")) {
            saw(call.caller().userId(), row.id());
        }
    }

    /** The records that are still there, the latest first. */
    ArrayNode items(Call call, @Nullable SObjectType only, int most) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String id : seen.getOrDefault(call.caller().userId(), new ArrayDeque<>())) {
            Row row = call.store().row(id);
            if (row != null && !row.isDeleted() && (only == null || row.type().equals(only)) && items.size() < most) {
                items.add(item(call, row));
            }
        }
        return items;
    }

    private static ObjectNode item(Call call, Row row) {
        Field name = row.type().firstWith(Trait.NAME_FIELD);
        List<Column> columns = new ArrayList<>(
                List.of(Column.of(Objects.requireNonNull(row.type().field("Id")))));
        if (name != null) {
            columns.add(Column.of(name));
        }
        return call.view().selection(row, columns);
    }

    static FakeReply all(Visit visit) {
        int limit = visit.number("limit", KEPT);
        return FakeReply.json(200, visit.state().recency().items(visit.call(), null, limit));
    }

    /** How many records there are; no names means all objects. */
    static FakeReply counts(Visit visit) {
        String asked = visit.request().query("sObjects");
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode counts = reply.putArray("sObjects");
        for (SObjectType type : visit.call().store().schema().types()) {
            boolean wanted =
                    asked == null || List.of(asked.split("\\s*,\\s*", -1)).contains(type.name());
            if (wanted && visit.call().caller().user().can(Permission.READ, type)) {
                long live = visit.call().store().table(type).live();
                counts.addObject().put("count", live).put("name", type.name());
            }
        }
        return FakeReply.json(200, reply);
    }
}
