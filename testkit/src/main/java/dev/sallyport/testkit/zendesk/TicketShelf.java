package dev.sallyport.testkit.zendesk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
    private long lastId;

    TicketShelf(Duration searchLag) {
        this.searchLag = searchLag;
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
        return live.get(new Place(0, id));
    }

    Ticket get(long id) {
        Ticket ticket = find(id);
        if (ticket == null) {
            throw new Refusal(Replies.notFound());
        }
        return ticket;
    }

    NavigableMap<Place, Ticket> live() {
        return live;
    }

    NavigableMap<Place, Ticket> deleted() {
        return deleted;
    }

    NavigableMap<Place, Ticket> byUpdate() {
        return byUpdate;
    }

    NavigableMap<Place, Ticket> byStatus() {
        return byStatus;
    }

    NavigableMap<Place, Ticket> byCreation() {
        return byCreation;
    }

    /** Deleted ones too. */
    NavigableMap<Place, Ticket> byGeneration() {
        return byGeneration;
    }

    NavigableMap<Place, Ticket> withExternalId(String external) {
        return byExternalId.getOrDefault(external, new TreeMap<>());
    }
}
