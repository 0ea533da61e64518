package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The incremental export of tickets: all that was written since some time, deleted ones too, but not the newest minute. */
final class Exports {
    private static final int MOST = 1_000;
    private static final long UNSETTLED = 60;
    private static final String ORDER = "incremental";

    private Exports() {}

    static FakeReply byCursor(Call call) {
        int size = Math.max(1, Math.min(MOST, Paging.number(call, "per_page", MOST)));
        String cursor = call.query("cursor");
        // A widely used client sends the word when it has no cursor.
        boolean given = cursor != null && !cursor.isEmpty() && !cursor.equals("undefined");
        NavigableMap<Place, Ticket> rows = given
                ? settled(call).tailMap(Paging.place(ORDER, String.valueOf(cursor)), false)
                : settled(call).tailMap(new Place(start(call), 0), true);
        Paging.Slice<Ticket> slice = Paging.take(rows, size);
        ObjectNode body = Replies.object();
        render(call, body, slice.rows().stream().map(Map.Entry::getValue).toList());
        if (slice.rows().isEmpty()) {
            body.putNull("after_url").putNull("after_cursor");
        } else {
            String after = Paging.cursor(
                    ORDER, slice.rows().get(slice.rows().size() - 1).getKey());
            body.put("after_url", call.link(Map.of("cursor", after), Set.of("start_time")));
            body.put("after_cursor", after);
        }
        body.putNull("before_url").putNull("before_cursor");
        return Replies.json(200, body.put("end_of_stream", !slice.more()));
    }

    private static NavigableMap<Place, Ticket> settled(Call call) {
        long newest = call.now().getEpochSecond() - UNSETTLED;
        return call.account().tickets.byGeneration().headMap(new Place(newest, 0), false);
    }

    private static void render(Call call, ObjectNode body, List<Ticket> tickets) {
        ArrayNode shown = body.putArray("tickets");
        boolean withoutDeleted = "true".equals(call.query("exclude_deleted"));
        tickets.stream()
                .filter(ticket -> ticket.deletion == null || !withoutDeleted)
                .forEach(ticket -> shown.add(ticket.render(call)));
        Sideloads.add(call, body, shown);
    }

    private static long start(Call call) {
        String text = call.query("start_time");
        if (text == null || !text.matches("\\d{1,12}")) {
            throw new Refusal(Replies.invalidAttribute("start_time", "an integer"));
        }
        long start = Long.parseLong(text);
        if (start > call.now().getEpochSecond() - UNSETTLED) {
            throw new Refusal(
                    Replies.error(422, "InvalidValue", "Too recent start_time. Use a start_time older than 5 minutes"));
        }
        return start;
    }

    /** By time: a page ends with a whole second, and the next begins with that second again. */
    static FakeReply byTime(Call call) {
        long start = start(call);
        NavigableMap<Place, Ticket> rows = settled(call).tailMap(new Place(start, 0), true);
        Paging.Slice<Ticket> slice = Paging.take(rows, MOST);
        Instant end = Instant.ofEpochSecond(start);
        NavigableMap<Place, Ticket> page = rows;
        if (slice.more()) {
            long last = slice.rows().get(MOST - 1).getKey().order();
            page = rows.headMap(new Place(last, Long.MAX_VALUE), true);
        }
        if (!page.isEmpty()) {
            end = Instant.ofEpochSecond(page.lastKey().order());
        }
        ObjectNode body = Replies.object();
        render(call, body, List.copyOf(page.values()));
        String next = String.valueOf(end.getEpochSecond());
        body.put("next_page", call.link(Map.of("start_time", next), Set.of()));
        body.put("end_time", end.getEpochSecond());
        return Replies.json(200, body.put("count", page.size()).put("end_of_stream", !slice.more()));
    }
}
