package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.StrayChanges;
import dev.sallyport.testkit.internal.Way;
import dev.sallyport.testkit.world.Inquiry;
import dev.sallyport.testkit.world.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tickets of a {@link Start}: one of each inquiry, in the orders in which tickets are listed. */
record TicketBase(Start start) {
    /** In the order of {@link Ticket#STATUSES}. */
    static final List<Inquiry.Status> IN_ORDER = List.of(Inquiry.Status.values());

    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    long size() {
        return start.size();
    }

    Population population() {
        return start.population();
    }

    boolean holds(long id) {
        return id >= Start.TICKETS && id < Start.TICKETS + size();
    }

    Sequence byId() {
        return Numbered.all(Start.TICKETS, 0, size());
    }

    Sequence byCreation() {
        return new Rising(
                Start.TICKETS, 1, size(), number -> start.created(number).getEpochSecond());
    }

    Sequence byUpdate() {
        return new Timed(population().timeline(), Start.TICKETS, size());
    }

    /** The one event of each. */
    Sequence events(boolean byTime) {
        return new Rising(
                Start.event(Start.TICKETS),
                Start.EVENTS_OF_A_TICKET,
                size(),
                number -> byTime ? start.created(number).getEpochSecond() : 0);
    }

    Sequence byStatus() {
        return new ByStatus(population(), Start.TICKETS);
    }

    Ticket ticket(long id) {
        start.made().increment();
        long number = id - Start.TICKETS;
        Inquiry inquiry = start.rows().inquiry(number);
        Instant created = start.created(number);
        Ticket ticket = new Ticket(id, created, created);
        long requester = Start.USERS + inquiry.customer();
        ObjectNode values = Replies.object()
                .put("subject", inquiry.subject())
                .put("status", Ticket.STATUSES.get(IN_ORDER.indexOf(inquiry.status())))
                .put("requester_id", requester)
                .put("submitter_id", requester)
                .put("organization_id", start.organizationOf(inquiry.customer()))
                .put("group_id", start.group())
                .put("priority", PRIORITIES.get(inquiry.priority()))
                .put("type", "question");
        if (inquiry.clerk() >= 0) {
            values.put(
                    "assignee_id",
                    start.agents().get(inquiry.clerk() % start.agents().size()));
        }
        inquiry.tags().forEach(values.putArray("tags")::add);
        values.properties().forEach(member -> ticket.set(member.getKey(), member.getValue()));
        write(ticket, inquiry.text(), requester, values);
        ticket.updatedAt = population().timeline().changed(number);
        ticket.generatedAt = ticket.updatedAt;
        return ticket;
    }

    private static void write(Ticket ticket, String text, long requester, ObjectNode values) {
        long event = Start.event(ticket.id);
        Comment comment = new Comment(
                event + 1, event, requester, text, false, true, ticket.createdAt, Replies.object(), List.of());
        List<Audit.FieldEvent> events = new ArrayList<>();
        for (var value : values.properties()) {
            events.add(
                    new Audit.FieldEvent(event + 2 + events.size(), value.getKey(), value.getValue(), (JsonNode) null));
        }
        ticket.comments.add(comment);
        ticket.audits.add(new Audit(event, ticket.id, requester, ticket.createdAt, Replies.object(), comment, events));
    }

    /** All that were changed in a span of time. */
    Hits.Changes changed(Instant since, Instant before) {
        return new Hits.Changes(population().timeline(), size(), since, before, StrayChanges.NONE);
    }

    /** Tickets that hold this id in a field, and no others; null if the field has no index. */
    @Nullable
    Hits pointing(String field, long id) {
        return switch (field) {
            case "requester_id", "submitter_id" -> {
                long customer = id - Start.USERS;
                yield customer < 0 || customer >= size()
                        ? Hits.none()
                        : Hits.of(population().inquiriesOf(customer));
            }
            case "organization_id" -> {
                long company = id - Start.ORGANIZATIONS;
                long first = population().firstOf(Math.max(0, company));
                yield company < 0 || company >= population().companies()
                        ? Hits.none()
                        : new Hits.Range(first, Math.min(size(), population().firstOf(company + 1)));
            }
            case "assignee_id" -> assigned(id);
            case "group_id" -> id == start.group() ? new Hits.Range(0, size()) : Hits.none();
            case "problem_id" -> Hits.none();
            default -> null;
        };
    }

    private Hits assigned(long id) {
        for (int place = 0; place < start.agents().size(); place++) {
            if (start.agents().get(place) == id) {
                int agent = place;
                return new Hits.Dealt(
                        run -> population().assigned(run, agent, start.agents().size()), size());
            }
        }
        return Hits.none();
    }

    /** Tickets whose status is as wanted. */
    Hits withStatus(Predicate<String> wanted) {
        return union(
                Ticket.STATUSES,
                wanted,
                status -> run -> population().withStatus(run, IN_ORDER.get(Ticket.STATUSES.indexOf(status))));
    }

    /** Tickets whose priority is as wanted. */
    Hits withPriority(Predicate<String> wanted) {
        Set<String> some = PRIORITIES.stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
        return all(
                some.size() == PRIORITIES.size(),
                some.isEmpty(),
                number -> some.contains(PRIORITIES.get(population().priorityOf(number))));
    }

    /** Tickets whose one tag is as wanted. */
    Hits withTag(Predicate<String> wanted) {
        return union(Population.tags(), wanted, tag -> run -> population().tagged(run, tag));
    }

    /** Tickets whose assignee's id, empty for nobody's, is as wanted. */
    Hits withAssignee(Predicate<String> wanted) {
        Set<Integer> places = IntStream.range(0, start.agents().size())
                .filter(place -> wanted.test(String.valueOf(start.agents().get(place))))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
        boolean nobody = wanted.test("");
        return all(nobody && places.size() == start.agents().size(), !nobody && places.isEmpty(), number -> {
            int clerk = population().clerkOf(number);
            return clerk < 0 ? nobody : places.contains(clerk % start.agents().size());
        });
    }

    /** All or none, if what all have in common is as wanted. */
    Hits common(String held, Predicate<String> wanted) {
        return wanted.test(held) ? new Hits.Range(0, size()) : Hits.none();
    }

    /** All but these few. */
    Hits allBut(Hits few) {
        Set<Long> left = new HashSet<>();
        few.byNumber().forEachRemaining((long number) -> left.add(number));
        return Hits.where(number -> !left.contains(number), size());
    }

    private Hits all(boolean all, boolean none, LongPredicate some) {
        if (none) {
            return Hits.none();
        }
        return all ? new Hits.Range(0, size()) : Hits.where(some, size());
    }

    private Hits union(List<String> values, Predicate<String> wanted, Function<String, LongFunction<long[]>> inRun) {
        List<@Nullable Way> ways = values.stream()
                .filter(wanted)
                .<@Nullable Way>map(value -> new Way(new Hits.Dealt(inRun.apply(value), size()), true))
                .toList();
        Way way = ways.isEmpty() || ways.size() == values.size() ? null : Way.union(ways);
        return way != null ? way.hits() : ways.isEmpty() ? Hits.none() : new Hits.Range(0, size());
    }

    /** Hits as an order of tickets; null if they are not told by runs. */
    @Nullable
    Sequence sequence(Hits hits, String question) {
        if (hits instanceof Hits.Range range) {
            return Numbered.all(Start.TICKETS, range.from(), range.until());
        }
        LongFunction<long[]> inRun = hits.byRun();
        return inRun == null
                ? null
                : new InRuns(inRun, hits.end(), () -> start.count(question, hits::count), Start.TICKETS);
    }
}
