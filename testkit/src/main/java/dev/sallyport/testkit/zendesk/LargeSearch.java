package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A search over what an account had from the start. Where an index answers all of it, only what is shown is made; else each
 * row that the index leaves is looked at, and too many of them end as the vendor's database does.
 */
final class LargeSearch {
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
        PrimitiveIterator.OfLong numbers = way == null || !way.exact() ? null : inOrder(way.hits(), sort, descending);
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
        return new Searches.Found(found, count(way.hits()) - touched + written.size());
    }

    /** Null where the index has another order. */
    private static PrimitiveIterator.@Nullable OfLong inOrder(Hits hits, @Nullable String sort, boolean descending) {
        if (hits instanceof Hits.Some) {
            return null;
        }
        if (sort == null || sort.equals("created_at")) {
            return sort == null || descending ? hits.largestFirst() : hits.byNumber();
        }
        return sort.equals("updated_at") && hits instanceof Hits.Changes changes ? changes.byChange(descending) : null;
    }

    private static long count(Hits hits) {
        if (hits instanceof Hits.Dealt dealt) {
            return dealt.count();
        }
        return hits instanceof Hits.Changes changes ? changes.count() : hits.most();
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

    private static PrimitiveIterator.OfLong candidates(@Nullable Way way, long size) {
        Hits hits = way == null ? new Hits.Range(0, size) : way.hits();
        if (hits.most() > Table.MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        return hits.byNumber();
    }

    /** The users or organizations of the start that match, but those that were written since. */
    void rows(String type, Table table, TableBase rows, List<Searches.Hit> hits) {
        for (PrimitiveIterator.OfLong numbers = candidates(clauses.to(type), rows.size()); numbers.hasNext(); ) {
            long number = numbers.nextLong();
            if (!table.written(rows.firstId() + number) && rows.listed(number)) {
                ObjectNode row = rows.row(number);
                if (query.matches(new IndexedRow(type, row), me, call.now())) {
                    hits.add(new Searches.Hit(type, row.path("id").longValue(), row));
                }
            }
        }
    }
}
