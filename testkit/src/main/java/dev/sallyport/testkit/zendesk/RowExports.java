package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The incremental exports of users, organizations and what befell tickets, and small samples of all of them. */
final class RowExports {
    private static final int MOST = 1_000;
    private static final int SAMPLE = 50;

    private RowExports() {}

    static FakeReply users(Call call) {
        return byTime(call, "users", all(call, call.account().users), MOST);
    }

    static FakeReply usersByCursor(Call call) {
        NavigableMap<Place, JsonNode> settled = all(call, call.account().users);
        return Exports.cursorPage(call, "users", settled, List::copyOf);
    }

    static FakeReply organizations(Call call) {
        return byTime(call, "organizations", all(call, call.account().organizations), MOST);
    }

    static FakeReply events(Call call) {
        return byTime(call, "ticket_events", events(call, false), MOST);
    }

    static FakeReply sampleUsers(Call call) {
        return byTime(call, "users", all(call, call.account().users), SAMPLE);
    }

    static FakeReply sampleOrganizations(Call call) {
        return byTime(call, "organizations", all(call, call.account().organizations), SAMPLE);
    }

    static FakeReply sampleEvents(Call call) {
        return byTime(call, "ticket_events", events(call, true), SAMPLE);
    }

    /** Rows by the second of their last change, those that were deleted too, but not the newest minute. */
    private static NavigableMap<Place, JsonNode> all(Call call, Table table) {
        Map<Long, ObjectNode> rows = new LinkedHashMap<>(table.retired());
        table.walked().forEach((place, row) -> rows.put(place.id(), row));
        NavigableMap<Place, JsonNode> placed = new TreeMap<>();
        rows.forEach((id, row) -> {
            long changed = Instant.parse(row.path("updated_at").asString()).getEpochSecond();
            if (Exports.settled(call, changed)) {
                placed.put(new Place(changed, id), table.render(call, row));
            }
        });
        return placed;
    }

    private static NavigableMap<Place, JsonNode> events(Call call, boolean sample) {
        boolean texts = !sample && call.includes("comment_events");
        NavigableMap<Place, JsonNode> placed = new TreeMap<>();
        for (Ticket ticket : call.account().tickets.walked().values()) {
            for (Audit audit : ticket.audits) {
                if (Exports.settled(call, audit.at().getEpochSecond())) {
                    placed.put(new Place(audit.at().getEpochSecond(), audit.id()), event(audit, texts));
                }
            }
        }
        return placed;
    }

    private static ObjectNode event(Audit audit, boolean texts) {
        ObjectNode event = Replies.object()
                .put("id", audit.id())
                .put("ticket_id", audit.ticketId())
                .put("timestamp", audit.at().getEpochSecond())
                .put("created_at", Values.stamp(audit.at()))
                .put("updater_id", audit.authorId())
                .put("via", "Web service")
                .put("event_type", "Audit");
        ArrayNode children = event.putArray("child_events");
        for (Audit.FieldEvent field : audit.fields()) {
            ObjectNode child = children.addObject()
                    .put("id", field.id())
                    .put("via", "Web service")
                    .put("event_type", field.previous() == null ? "Create" : "Change");
            child.set(field.field(), field.value());
            if (field.previous() != null) {
                child.set("previous_value", field.previous());
            }
        }
        Comment comment = audit.comment();
        if (comment != null) {
            ObjectNode child = texts ? comment.event() : Replies.object().put("id", comment.id());
            children.add(child.put("event_type", "Comment")
                    .put("comment_present", true)
                    .put("comment_public", comment.visible()));
        }
        return event;
    }

    private static FakeReply byTime(Call call, String name, NavigableMap<Place, JsonNode> settled, int most) {
        long start = Exports.start(call);
        NavigableMap<Place, JsonNode> rows = settled.tailMap(new Place(start, 0), true);
        Paging.Slice<JsonNode> slice = Paging.take(rows, most);
        NavigableMap<Place, JsonNode> page = slice.more()
                ? rows.headMap(new Place(slice.rows().get(most - 1).getKey().order(), Long.MAX_VALUE), true)
                : rows;
        long end = page.isEmpty() ? start : page.lastKey().order();
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray(name);
        page.values().forEach(shown::add);
        body.put("next_page", call.link(Map.of("start_time", String.valueOf(end)), Set.of()));
        body.put("end_time", end);
        return Replies.json(200, body.put("count", page.size()).put("end_of_stream", !slice.more()));
    }
}
