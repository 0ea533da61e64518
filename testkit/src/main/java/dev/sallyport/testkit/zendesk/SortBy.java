package dev.sallyport.testkit.zendesk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The order of a list in numbered pages, as {@code sort_by} and {@code sort_order} say; by cursor both are ignored. */
final class SortBy {
    private SortBy() {}

    /**
     * The rows in the order that is asked for; in their own without one, or where the list has no such order.
     *
     * @param keys what rows are compared by, under the names that the list knows
     */
    static <T> NavigableMap<Place, T> asked(
            Call call, NavigableMap<Place, T> rows, Map<String, Function<T, String>> keys) {
        Function<T, String> key =
                Paging.byCursor(call) ? null : keys.get(Objects.requireNonNullElse(call.query("sort_by"), ""));
        if (key == null) {
            return rows;
        }
        List<Map.Entry<Place, T>> sorted = new ArrayList<>(rows.entrySet());
        Comparator<Map.Entry<Place, T>> order = Comparator.comparing(row -> key.apply(row.getValue()));
        sorted.sort("desc".equals(call.query("sort_order")) ? order.reversed() : order);
        NavigableMap<Place, T> placed = new TreeMap<>();
        for (Map.Entry<Place, T> row : sorted) {
            placed.put(new Place(placed.size(), row.getKey().id()), row.getValue());
        }
        return placed;
    }

    /** A ticket's time or word as a key that sorts. */
    static final Map<String, Function<Ticket, String>> OF_TICKETS = Map.of(
            "id", ticket -> String.format("%020d", ticket.id),
            "created_at", ticket -> Values.stamp(ticket.createdAt),
            "updated_at", ticket -> Values.stamp(ticket.updatedAt),
            "subject", ticket -> ticket.value("subject").asString(""),
            "status", ticket -> String.valueOf(Ticket.STATUSES.indexOf(ticket.status())));
}
