package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The incremental exports of users, organizations and what befell tickets, and small samples of all of them. */
final class RowExports {
    private static final int MOST = 1_000;
    private static final int SAMPLE = 50;

    private RowExports() {}

    static FakeReply users(Call call) {
        return rows(call, "users", call.account().users, MOST);
    }

    static FakeReply usersByCursor(Call call) {
        Table users = call.account().users;
        return Exports.cursorPage(
                call,
                "users",
                settled(call, users.byChange()),
                rows -> rows.stream().map(row -> users.render(call, row)).toList());
    }

    static FakeReply organizations(Call call) {
        return rows(call, "organizations", call.account().organizations, MOST);
    }

    static FakeReply events(Call call) {
        return events(call, call.includes("comment_events"), MOST);
    }

    static FakeReply metricEvents(Call call) {
        NavigableMap<Place, Ticket> tickets = call.account().tickets.live();
        if (tickets.size() > Table.MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        NavigableMap<Place, JsonNode> placed = new TreeMap<>();
        for (Ticket ticket : tickets.values()) {
            for (ObjectNode event : new Metrics(call.account(), ticket).events()) {
                long at = Instant.parse(event.path("time").asString()).getEpochSecond();
                placed.put(new Place(at, event.path("id").longValue()), event);
            }
        }
        return byTime(call, "ticket_metric_events", settled(call, placed), event -> event, MOST);
    }

    static FakeReply sampleUsers(Call call) {
        return rows(call, "users", call.account().users, SAMPLE);
    }

    static FakeReply sampleOrganizations(Call call) {
        return rows(call, "organizations", call.account().organizations, SAMPLE);
    }

    static FakeReply sampleEvents(Call call) {
        return events(call, false, SAMPLE);
    }

    /** Rows by the second of their last change, those that were deleted too, but not the newest minute. */
    private static FakeReply rows(Call call, String name, Table table, int most) {
        return byTime(call, name, settled(call, table.byChange()), row -> table.render(call, row), most);
    }

    private static FakeReply events(Call call, boolean texts, int most) {
        NavigableMap<Place, Audit> events = settled(call, call.account().tickets.events(true));
        return byTime(call, "ticket_events", events, audit -> event(audit, texts), most);
    }

    private static <T> NavigableMap<Place, T> settled(Call call, NavigableMap<Place, T> rows) {
        return rows.headMap(Exports.newest(call), false);
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

    private static <T> FakeReply byTime(
            Call call, String name, NavigableMap<Place, T> settled, Function<T, JsonNode> show, int most) {
        long start = Exports.start(call);
        int size = Exports.size(call, most);
        NavigableMap<Place, T> rows = settled.tailMap(new Place(start, 0), true);
        Paging.Slice<T> slice = Paging.take(rows, size);
        NavigableMap<Place, T> page = slice.more()
                ? rows.headMap(new Place(slice.rows().get(size - 1).getKey().order(), Long.MAX_VALUE), true)
                : rows;
        long end = page.isEmpty() ? start : page.lastKey().order();
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray(name);
        page.values().forEach(row -> shown.add(show.apply(row)));
        Sideloads.add(call, body, shown);
        body.put("next_page", call.link(Map.of("start_time", String.valueOf(end)), Set.of()));
        body.put("end_time", end);
        return Replies.json(200, body.put("count", shown.size()).put("end_of_stream", !slice.more()));
    }
}
