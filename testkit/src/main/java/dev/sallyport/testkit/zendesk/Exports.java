package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The incremental export of tickets: all that was written since some time, deleted ones too, but not the newest minute. */
final class Exports {
    private static final int MOST = 1_000;
    private static final int SAMPLE = 50;
    private static final long UNSETTLED = 60;
    private static final String ORDER = "incremental";

    private Exports() {}

    static FakeReply byCursor(Call call) {
        return cursorPage(call, "tickets", settled(call), tickets -> shown(call, tickets));
    }

    /** A page of rows that stand by the second of their last change. */
    static <T> FakeReply cursorPage(
            Call call, String name, NavigableMap<Place, T> settled, Function<List<T>, List<? extends JsonNode>> show) {
        int size = size(call, MOST);
        String cursor = call.query("cursor");
        // A widely used client sends the word when it has no cursor.
        boolean given = cursor != null && !cursor.isEmpty() && !cursor.equals("undefined");
        NavigableMap<Place, T> rows = given
                ? settled.tailMap(Paging.place(ORDER, String.valueOf(cursor)), false)
                : settled.tailMap(new Place(start(call), 0), true);
        Paging.Slice<T> slice = Paging.take(rows, size);
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray(name);
        show.apply(slice.rows().stream().map(Map.Entry::getValue).toList()).forEach(shown::add);
        if (name.equals("tickets")) {
            TicketSideloads.add(call, body, shown);
        } else {
            Sideloads.add(call, body, shown);
        }
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

    /** How many rows a page has: what {@code per_page} says, but not more than that. */
    static int size(Call call, int most) {
        return Math.max(1, Math.min(most, Paging.number(call, "per_page", most)));
    }

    /** Before it stands what is old enough to be exported. */
    static Place newest(Call call) {
        return new Place(call.now().getEpochSecond() - UNSETTLED, 0);
    }

    private static NavigableMap<Place, Ticket> settled(Call call) {
        return call.account().tickets.byGeneration().headMap(newest(call), false);
    }

    private static List<ObjectNode> shown(Call call, List<Ticket> tickets) {
        boolean withoutDeleted = "true".equals(call.query("exclude_deleted"));
        return tickets.stream()
                .filter(ticket -> ticket.deletion == null || !withoutDeleted)
                .map(ticket -> ticket.render(call))
                .toList();
    }

    static long start(Call call) {
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
        int size = size(call, MOST);
        Paging.Slice<Ticket> slice = Paging.take(rows, size);
        Instant end = Instant.ofEpochSecond(start);
        NavigableMap<Place, Ticket> page = rows;
        if (slice.more()) {
            long last = slice.rows().get(size - 1).getKey().order();
            page = rows.headMap(new Place(last, Long.MAX_VALUE), true);
        }
        if (!page.isEmpty()) {
            end = Instant.ofEpochSecond(page.lastKey().order());
        }
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("tickets");
        shown(call, List.copyOf(page.values())).forEach(shown::add);
        TicketSideloads.add(call, body, shown);
        String next = String.valueOf(end.getEpochSecond());
        body.put("next_page", call.link(Map.of("start_time", next), Set.of()));
        body.put("end_time", end.getEpochSecond());
        return Replies.json(200, body.put("count", page.size()).put("end_of_stream", !slice.more()));
    }

    /** The first 50 of what an export would hold. */
    static FakeReply sample(Call call) {
        List<Ticket> first = Paging.take(settled(call).tailMap(new Place(start(call), 0), true), SAMPLE).rows().stream()
                .map(Map.Entry::getValue)
                .toList();
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("tickets");
        shown(call, first).forEach(shown::add);
        return Replies.json(200, body.put("count", first.size()));
    }
}
