package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
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
        Predicate<Ticket> points = ticket -> ticket.value(field).asLong(0) == id;
        NavigableMap<Place, Ticket> kept = matching(live, points);
        Hits hits = base == null ? null : base.pointing(field, id);
        if (base == null || hits == null) {
            return base == null ? kept : matching(walked(), points);
        }
        Sequence start = TicketBase.sequence(hits);
        if (start == null) {
            for (PrimitiveIterator.OfLong numbers = hits.byNumber(); numbers.hasNext(); ) {
                long found = Start.TICKETS + numbers.nextLong();
                if (!touched.contains(found)) {
                    kept.put(new Place(0, found), base.ticket(found));
                }
            }
            return kept;
        }
        long hidden = touched.stream().filter(points(base, points)).count();
        return new Shelved<>(start, new Making(hidden), kept);
    }

    private static Predicate<Long> points(TicketBase tickets, Predicate<Ticket> points) {
        return id -> points.test(tickets.ticket(id));
    }

    static NavigableMap<Place, Ticket> matching(NavigableMap<Place, Ticket> all, Predicate<Ticket> wanted) {
        NavigableMap<Place, Ticket> some = new TreeMap<>(all);
        some.values().removeIf(wanted.negate());
        return some;
    }

    /** All tickets that are not deleted, for who looks at each of them; refused where those are too many. */
    NavigableMap<Place, Ticket> walked() {
        if (base != null && base.size() > Table.MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        return live();
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
