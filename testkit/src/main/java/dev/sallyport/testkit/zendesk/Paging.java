package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists in the vendor's two styles; {@code page[size]} decides which. */
final class Paging {
    private static final int MOST = 100;
    private static final int DEEPEST = 10_000;
    private static final String AFTER = "page[after]";
    private static final String BEFORE = "page[before]";

    private Paging() {}

    /** A page of rows and whether there are more beyond it. */
    record Slice<T>(List<Map.Entry<Place, T>> rows, boolean more) {}

    static boolean byCursor(Call call) {
        return call.query("page[size]") != null;
    }

    /** The page asked for; {@code order} names the order of the rows, so that no cursor is used on another one. */
    static <T> ObjectNode list(
            Call call, String name, String order, NavigableMap<Place, T> rows, Function<T, JsonNode> render) {
        return byCursor(call)
                ? cursorPage(call, name, order, rows, render)
                : numberedPage(call, name, rows, rows.size(), render);
    }

    static <T> FakeReply reply(Call call, String name, NavigableMap<Place, T> rows, Function<T, JsonNode> render) {
        return Replies.json(200, list(call, name, "id", rows, render));
    }

    private static <T> ObjectNode cursorPage(
            Call call, String name, String order, NavigableMap<Place, T> rows, Function<T, JsonNode> render) {
        Slice<T> slice = slice(call, order, rows);
        ObjectNode page = Replies.object();
        ArrayNode shown = page.putArray(name);
        slice.rows().forEach(row -> shown.add(render.apply(row.getValue())));
        ObjectNode meta = page.putObject("meta").put("has_more", slice.more());
        ObjectNode links = page.putObject("links");
        if (slice.rows().isEmpty()) {
            meta.putNull("after_cursor").putNull("before_cursor");
            links.putNull("prev").putNull("next");
            return page;
        }
        String last = cursor(order, slice.rows().get(slice.rows().size() - 1).getKey());
        String first = cursor(order, slice.rows().get(0).getKey());
        meta.put("after_cursor", last).put("before_cursor", first);
        links.put("prev", call.link(Map.of(BEFORE, first), Set.of(AFTER)));
        // Filled on the last page too: a client that follows links instead of has_more never ends.
        links.put("next", call.link(Map.of(AFTER, last), Set.of(BEFORE)));
        return page;
    }

    private static <T> Slice<T> slice(Call call, String order, NavigableMap<Place, T> rows) {
        int size = cursorSize(call);
        String after = call.query(AFTER);
        String before = call.query(BEFORE);
        if (before != null && !before.isEmpty()) {
            Slice<T> backwards = take(rows.headMap(place(order, before), false).descendingMap(), size);
            List<Map.Entry<Place, T>> forwards = new ArrayList<>(backwards.rows());
            Collections.reverse(forwards);
            return new Slice<>(forwards, backwards.more());
        }
        return take(after == null || after.isEmpty() ? rows : rows.tailMap(place(order, after), false), size);
    }

    static <T> Slice<T> take(NavigableMap<Place, T> rows, int size) {
        List<Map.Entry<Place, T>> taken = new ArrayList<>();
        for (Map.Entry<Place, T> row : rows.entrySet()) {
            if (taken.size() == size) {
                return new Slice<>(taken, true);
            }
            taken.add(row);
        }
        return new Slice<>(taken, false);
    }

    private static int cursorSize(Call call) {
        int size = number(call, "page[size]", MOST);
        if (size < 1 || size > MOST) {
            throw new Refusal(Replies.badPaging("page[size] must be from 1 to " + MOST));
        }
        return size;
    }

    static int number(Call call, String name, int otherwise) {
        String value = call.query(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new Refusal(Replies.badPaging(name + " must be an integer"));
        }
        return Integer.parseInt(value);
    }

    static String cursor(String order, Place place) {
        String plain = order + ":" + place.order() + ":" + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Place place(String order, String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = plain.split(":", -1);
            if (parts.length == 3 && parts[0].equals(order)) {
                return new Place(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException notOurs) {
            throw new Refusal(Replies.badPaging("the cursor is not valid"));
        }
        throw new Refusal(Replies.badPaging("the cursor is not valid"));
    }

    /** How many rows a numbered page shows and skips, as far as that goes. */
    static int shown(Call call) {
        return (int) Math.min(DEEPEST, (long) page(call) * size(call));
    }

    private static int page(Call call) {
        return Math.max(1, number(call, "page", 1));
    }

    private static int size(Call call) {
        return Math.max(1, Math.min(MOST, number(call, "per_page", MOST)));
    }

    /**
     * A page of the numbered style.
     *
     * @param rows at least as many as are shown and skipped, and one more if there is one
     * @param count how many there are
     */
    static <T> ObjectNode numberedPage(
            Call call, String name, NavigableMap<Place, T> rows, long count, Function<T, JsonNode> render) {
        int page = page(call);
        int size = size(call);
        long skip = (page - 1L) * size;
        if (skip >= DEEPEST) {
            throw new Refusal(Replies.coded(
                    400,
                    "InvalidPaginationDepth",
                    "Pagination depth exceeded",
                    "Use cursor pagination to get more than " + DEEPEST + " records"));
        }
        // By entries: a row is made when its value is asked for.
        Iterator<Map.Entry<Place, T>> iterator = rows.entrySet().iterator();
        for (long skipped = 0; skipped < skip && iterator.hasNext(); skipped++) {
            iterator.next();
        }
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray(name);
        for (int taken = 0; taken < size && iterator.hasNext(); taken++) {
            shown.add(render.apply(iterator.next().getValue()));
        }
        return numbered(call, body, page, iterator.hasNext(), (int) count);
    }

    static ObjectNode numbered(Call call, ObjectNode body, int page, boolean more, int count) {
        body.put("next_page", more ? pageLink(call, page + 1) : null);
        body.put("previous_page", page > 1 ? pageLink(call, page - 1) : null);
        return body.put("count", count);
    }

    private static @Nullable String pageLink(Call call, int page) {
        return call.link(Map.of("page", String.valueOf(page)), Set.of());
    }
}
