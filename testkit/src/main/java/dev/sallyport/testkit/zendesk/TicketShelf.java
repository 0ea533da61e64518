package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All tickets, in every order in which they are listed; a change goes through {@link #change} to keep the orders true. */
final class TicketShelf {
    private final Duration searchLag;
    private final NavigableMap<Place, Ticket> live = new TreeMap<>();
    private final NavigableMap<Place, Ticket> deleted = new TreeMap<>();
    private final NavigableMap<Place, Ticket> byUpdate = new TreeMap<>();
    private final NavigableMap<Place, Ticket> byStatus = new TreeMap<>();
    private final NavigableMap<Place, Ticket> byCreation = new TreeMap<>();
    private final NavigableMap<Place, Ticket> byGeneration = new TreeMap<>();
    private final Map<String, NavigableMap<Place, Ticket>> byExternalId = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
    private long lastId;
    private @Nullable TicketBase base;

    TicketShelf(Duration searchLag) {
        this.searchLag = searchLag;
    }

    /** Puts tickets there that are made when they are looked at; only before any other. */
    void stand(TicketBase tickets) {
        base = tickets;
        lastId = tickets.size();
    }

    @Nullable
    TicketBase base() {
        return base;
    }

    /** The tickets of the start that were written since. */
    LongStream touched() {
        return touched.stream().mapToLong(Long::longValue);
    }

    boolean isTouched(long id) {
        return touched.contains(id);
    }

    /** Keeps a ticket that is about to change by itself. */
    void keep(Ticket ticket) {
        if (base != null && base.holds(ticket.id) && touched.add(ticket.id)) {
            index(ticket);
        }
    }

    /** Tickets that are not deleted and were written since the start. */
    NavigableMap<Place, Ticket> written() {
        return live;
    }

    private NavigableMap<Place, Ticket> shown(@Nullable Sequence start, NavigableMap<Place, Ticket> kept) {
        return start == null ? kept : new Shelved<>(start, new Making(touched.size()), kept);
    }

    /** Makes tickets of the start; so many of a list's are kept here. */
    private final class Making implements Shelved.Maker<Ticket> {
        private final long hidden;

        private Making(long hidden) {
            this.hidden = hidden;
        }

        @Override
        public Ticket make(long id) {
            return Objects.requireNonNull(base).ticket(id);
        }

        @Override
        public boolean written(long id) {
            return touched.contains(id);
        }

        @Override
        public long hidden() {
            return hidden;
        }
    }

    /** Tickets that point to an id, by id; refused where only a walk over too many finds them. */
    NavigableMap<Place, Ticket> pointing(String field, long id) {
        Hits hits = base == null ? null : base.pointing(field, id);
        Way way = hits == null ? null : new Way(hits, true);
        return matching(field + " is " + id, ticket -> ticket.value(field).asLong(0) == id, way);
    }

    /**
     * Tickets that are wanted, by id; refused where only a walk over too many finds them.
     *
     * @param question what names the way, if it is exact
     * @param way to those of the start; null if no index leads to them
     */
    NavigableMap<Place, Ticket> matching(String question, Predicate<Ticket> wanted, @Nullable Way way) {
        NavigableMap<Place, Ticket> kept = matching(live, wanted);
        if (base == null) {
            return kept;
        }
        TicketBase tickets = base;
        Sequence start = way == null || !way.exact() ? null : tickets.sequence(way.hits(), question);
        if (start != null) {
            long hidden = touched.stream()
                    .filter(id -> wanted.test(tickets.ticket(id)))
                    .count();
            return new Shelved<>(start, new Making(hidden), kept);
        }
        for (PrimitiveIterator.OfLong numbers = LargeSearch.candidates(way, tickets.size()); numbers.hasNext(); ) {
            long id = Start.TICKETS + numbers.nextLong();
            Ticket ticket = touched.contains(id) ? null : tickets.ticket(id);
            if (ticket != null && wanted.test(ticket)) {
                kept.put(new Place(0, id), ticket);
            }
        }
        return kept;
    }

    /** What befell the tickets that are not deleted, by time or by id. */
    NavigableMap<Place, Audit> events(boolean byTime) {
        NavigableMap<Place, Audit> kept = new TreeMap<>();
        live.values()
                .forEach(ticket -> ticket.audits.forEach(
                        audit -> kept.put(new Place(byTime ? audit.at().getEpochSecond() : 0, audit.id()), audit)));
        return base == null ? kept : new Shelved<>(base.events(byTime), new Events(base), kept);
    }

    /** The one event of each ticket of the start. */
    private final class Events implements Shelved.Maker<Audit> {
        private final TicketBase tickets;

        private Events(TicketBase tickets) {
            this.tickets = tickets;
        }

        @Override
        public Audit make(long id) {
            return tickets.ticket(Start.ticket(id)).audits.get(0);
        }

        @Override
        public boolean written(long id) {
            return touched.contains(Start.ticket(id));
        }

        @Override
        public long hidden() {
            return touched.size();
        }
    }

    static NavigableMap<Place, Ticket> matching(NavigableMap<Place, Ticket> all, Predicate<Ticket> wanted) {
        NavigableMap<Place, Ticket> some = new TreeMap<>(all);
        some.values().removeIf(wanted.negate());
        return some;
    }

    Ticket add(Instant at, Consumer<Ticket> filling) {
        Ticket ticket = new Ticket(++lastId, at.truncatedTo(ChronoUnit.SECONDS), at.plus(searchLag));
        filling.accept(ticket);
        index(ticket);
        return ticket;
    }

    /** Applies a change and keeps what the search index will still show for a while. */
    void change(Ticket ticket, Instant now, Consumer<Ticket> change) {
        if (!searchLag.isZero()) {
            ticket.past.removeIf(image -> !image.until().isAfter(now));
            ticket.past.add(ticket.image(now.plus(searchLag)));
        }
        if (base != null && base.holds(ticket.id)) {
            touched.add(ticket.id);
        }
        unindex(ticket);
        change.accept(ticket);
        index(ticket);
    }

    /** Takes a deleted ticket out of every order. */
    void purge(Ticket ticket) {
        unindex(ticket);
    }

    /** As the search index has it; empty while it does not know it yet. */
    Optional<TicketImage> indexed(Ticket ticket, Instant now) {
        if (ticket.indexedFrom.isAfter(now)) {
            return Optional.empty();
        }
        for (TicketImage image : ticket.past) {
            if (image.until().isAfter(now)) {
                return Optional.of(image);
            }
        }
        return Optional.of(new TicketImage(ticket, ticket.values, ticket.updatedAt, ticket.comments.size(), now));
    }

    private void index(Ticket ticket) {
        byGeneration.put(generation(ticket), ticket);
        if (ticket.deletion != null) {
            deleted.put(new Place(0, ticket.id), ticket);
            return;
        }
        live.put(new Place(0, ticket.id), ticket);
        byUpdate.put(update(ticket), ticket);
        byStatus.put(status(ticket), ticket);
        byCreation.put(creation(ticket), ticket);
        String external = externalId(ticket);
        if (external != null) {
            byExternalId.computeIfAbsent(external, absent -> new TreeMap<>()).put(new Place(0, ticket.id), ticket);
        }
    }

    private void unindex(Ticket ticket) {
        byGeneration.remove(generation(ticket));
        deleted.remove(new Place(0, ticket.id));
        live.remove(new Place(0, ticket.id));
        byUpdate.remove(update(ticket));
        byStatus.remove(status(ticket));
        byCreation.remove(creation(ticket));
        String external = externalId(ticket);
        if (external != null) {
            withExternalId(external).remove(new Place(0, ticket.id));
        }
    }

    private static @Nullable String externalId(Ticket ticket) {
        JsonNode external = ticket.values.get("external_id");
        return external == null ? null : Values.text(external);
    }

    private static Place generation(Ticket ticket) {
        return new Place(ticket.generatedAt.getEpochSecond(), ticket.id);
    }

    private static Place update(Ticket ticket) {
        return new Place(ticket.updatedAt.getEpochSecond(), ticket.id);
    }

    private static Place creation(Ticket ticket) {
        return new Place(ticket.createdAt.getEpochSecond(), ticket.id);
    }

    private static Place status(Ticket ticket) {
        return new Place(Ticket.STATUSES.indexOf(ticket.status()), ticket.id);
    }

    @Nullable
    Ticket find(long id) {
        Ticket ticket = live.get(new Place(0, id));
        return ticket == null && base != null && base.holds(id) && !touched.contains(id) ? base.ticket(id) : ticket;
    }

    Ticket get(long id) {
        Ticket ticket = find(id);
        if (ticket == null) {
            throw new Refusal(Replies.notFound());
        }
        return ticket;
    }

    NavigableMap<Place, Ticket> live() {
        return shown(base == null ? null : base.byId(), live);
    }

    NavigableMap<Place, Ticket> deleted() {
        return deleted;
    }

    NavigableMap<Place, Ticket> byUpdate() {
        return shown(base == null ? null : base.byUpdate(), byUpdate);
    }

    NavigableMap<Place, Ticket> byStatus() {
        return shown(base == null ? null : base.byStatus(), byStatus);
    }

    NavigableMap<Place, Ticket> byCreation() {
        return shown(base == null ? null : base.byCreation(), byCreation);
    }

    /** Deleted ones too. */
    NavigableMap<Place, Ticket> byGeneration() {
        return shown(base == null ? null : base.byUpdate(), byGeneration);
    }

    NavigableMap<Place, Ticket> withExternalId(String external) {
        return byExternalId.getOrDefault(external, new TreeMap<>());
    }
}
