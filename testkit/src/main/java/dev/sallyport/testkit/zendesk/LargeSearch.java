package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A search over what an account had from the start. Where an index answers all of it, only what is shown is made; else each
 * row that the index leaves is looked at, and too many of them end as the vendor's database does.
 */
final class LargeSearch {
    private static final Set<String> TIMES = Set.of("created", "updated", "solved", "due_date");

    private final Call call;
    private final SearchQuery query;
    private final String me;
    private final TicketBase base;
    private final Clauses clauses;

    LargeSearch(Call call, SearchQuery query, String me, TicketBase base) {
        this.call = call;
        this.query = query;
        this.me = me;
        this.base = base;
        this.clauses = new Clauses(call, query, base);
    }

    /**
     * Tickets of the start and those written since.
     *
     * @param sort what they are sorted by; null for the newest first
     * @param needed how many are shown at most
     * @return all that match, or as many as are needed and how many there are
     */
    Searches.Found tickets(@Nullable String sort, boolean descending, int needed) {
        TicketShelf shelf = call.account().tickets;
        List<Searches.Hit> written = new ArrayList<>();
        for (Ticket ticket : shelf.written().descendingMap().values()) {
            if (Searches.matches(call, query, ticket, me)) {
                written.add(Searches.hit(ticket));
            }
        }
        Way way = clauses.to("ticket");
        PrimitiveIterator.OfLong numbers =
                way == null || !way.exact() ? null : inOrder(way.hits(), sort, descending, true);
        if (way == null || numbers == null) {
            return all(way, written);
        }
        List<Searches.Hit> found = new ArrayList<>(written);
        for (int taken = 0; taken < needed && numbers.hasNext(); ) {
            long id = Start.TICKETS + numbers.nextLong();
            if (!shelf.isTouched(id)) {
                found.add(Searches.hit(shelf.get(id)));
                taken++;
            }
        }
        found.sort(Comparator.comparingLong(Searches.Hit::id).reversed());
        long touched = shelf.touched()
                .filter(id -> Searches.matches(call, query, base.ticket(id), me))
                .count();
        return new Searches.Found(found, count("ticket", way.hits()) - touched + written.size());
    }

    /** Null where the index has another order. */
    private PrimitiveIterator.@Nullable OfLong inOrder(
            Hits hits, @Nullable String sort, boolean descending, boolean newestFirst) {
        if (hits instanceof Hits.Some) {
            return null;
        }
        if (sort == null || sort.equals("created_at")) {
            return (sort == null ? newestFirst : descending) ? hits.largestFirst() : hits.byNumber();
        }
        if (!sort.equals("updated_at")) {
            return null;
        }
        return hits instanceof Hits.Changes changes
                ? changes.byChange(descending)
                : base.changed(Instant.MIN, Instant.MAX).byChange(hits, descending);
    }

    /** What asks for no time that moves has as many at every time. */
    private long count(String type, Hits hits) {
        boolean timed = query.clauses().stream()
                .flatMap(List::stream)
                .anyMatch(
                        term -> TIMES.contains(term.keyword()) && !term.value().matches("\\d{4}-.*"));
        String question = type + " " + me + " " + query.clauses();
        return timed ? hits.count() : base.start().count(question, hits::count);
    }

    private Searches.Found all(@Nullable Way way, List<Searches.Hit> written) {
        TicketShelf shelf = call.account().tickets;
        List<Searches.Hit> found = new ArrayList<>(written);
        for (PrimitiveIterator.OfLong numbers = candidates(way, base.size()); numbers.hasNext(); ) {
            long id = Start.TICKETS + numbers.nextLong();
            Ticket ticket = shelf.isTouched(id) ? null : shelf.get(id);
            if (ticket != null && Searches.matches(call, query, ticket, me)) {
                found.add(Searches.hit(ticket));
            }
        }
        found.sort(Comparator.comparingLong(Searches.Hit::id).reversed());
        return new Searches.Found(found, found.size());
    }

    /** Tickets that match, in the order in which they came, after a place of that order; so many at most. */
    List<Map.Entry<Place, ObjectNode>> created(@Nullable Place after, int most) {
        TicketShelf shelf = call.account().tickets;
        NavigableMap<Place, Ticket> found = new TreeMap<>();
        for (Ticket ticket : shelf.written().values()) {
            take(ticket, after, found);
        }
        int written = found.size();
        Way way = clauses.to("ticket");
        PrimitiveIterator.OfLong numbers =
                way != null && way.exact() ? way.hits().byNumber() : candidates(way, base.size());
        while (numbers.hasNext() && found.size() < written + most) {
            long number = numbers.nextLong();
            if (after == null || base.start().created(number).getEpochSecond() >= after.order()) {
                long id = Start.TICKETS + number;
                if (!shelf.isTouched(id)) {
                    take(shelf.get(id), after, found);
                }
            }
        }
        return found.entrySet().stream()
                .limit(most)
                .map(row -> Map.entry(row.getKey(), row.getValue().render(call)))
                .toList();
    }

    private void take(Ticket ticket, @Nullable Place after, NavigableMap<Place, Ticket> found) {
        Place place = new Place(ticket.createdAt.getEpochSecond(), ticket.id);
        if ((after == null || place.compareTo(after) > 0) && Searches.matches(call, query, ticket, me)) {
            found.put(place, ticket);
        }
    }

    /** What is left to look at one by one; refused if that is too much. */
    static PrimitiveIterator.OfLong candidates(@Nullable Way way, long size) {
        Hits hits = way == null ? new Hits.Range(0, size) : way.hits();
        if (hits.most() > Table.MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        return hits.byNumber();
    }

    /**
     * The users or organizations of the start that match, but those that were written since.
     *
     * @param sort what they are sorted by; null for their ids
     * @param after the id after which they are taken, in the order of ids
     * @param needed how many are shown at most
     * @return all that match, or as many as are needed and how many there are
     */
    Searches.Found rows(String type, Table table, @Nullable String sort, boolean descending, long after, int needed) {
        TableBase rows = Objects.requireNonNull(table.base());
        Way way = clauses.to(type);
        boolean told = way != null && way.exact() && !(way.hits() instanceof Hits.Some);
        PrimitiveIterator.OfLong ordered = way != null && told
                ? inOrder(from(way.hits(), after - rows.firstId() + 1), sort, descending, false)
                : null;
        PrimitiveIterator.OfLong numbers = ordered == null ? candidates(way, rows.size()) : ordered;
        List<Searches.Hit> hits = new ArrayList<>();
        while (numbers.hasNext() && (ordered == null || hits.size() < needed)) {
            long number = numbers.nextLong();
            if (!table.written(rows.firstId() + number) && rows.listed(number) && rows.firstId() + number > after) {
                ObjectNode row = rows.row(number);
                if (ordered != null || query.matches(new IndexedRow(call.account(), type, row), me, call.now())) {
                    hits.add(new Searches.Hit(type, row.path("id").longValue(), row));
                }
            }
        }
        return new Searches.Found(hits, way == null || ordered == null ? hits.size() : total(type, table, way.hits()));
    }

    private static Hits from(Hits hits, long number) {
        return number > 0 && hits instanceof Hits.Range range
                ? range.and(new Hits.Range(number, Long.MAX_VALUE))
                : hits;
    }

    private long total(String type, Table table, Hits hits) {
        if (hits instanceof Hits.Range range) {
            return table.untouched(range);
        }
        TableBase rows = Objects.requireNonNull(table.base());
        long written = table.touched()
                .filter(rows::listed)
                .filter(number -> query.matches(new IndexedRow(call.account(), type, rows.row(number)), me, call.now()))
                .count();
        return count(type, listed(rows, hits)) - written;
    }

    private static Hits listed(TableBase rows, Hits hits) {
        Hits listed = Hits.inBoth(hits, Hits.where(rows::listed, rows.size()));
        return listed == null ? hits : listed;
    }
}
