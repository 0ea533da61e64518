package dev.sallyport.examples.demo;

import dev.sallyport.examples.desk.TicketResult;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.world.Order;
import dev.sallyport.testkit.world.OrderStatus;
import dev.sallyport.testkit.world.Request;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what really happened, from the fakes' own record of what they committed. */
final class Judge {
    private static final Duration LATE_EFFECTS = Duration.ofSeconds(30);
    private final MessyWorld messy;
    private final RetailSystems systems;
    private final String escalations;
    private final List<TicketResult> results;

    private final Map<String, List<Effect>> comments = new HashMap<>();
    private final Map<String, List<Effect>> activities = new HashMap<>();
    private final List<RetailDatabase.StatusChange> changes;

    private Judge(MessyWorld messy, RetailSystems systems, String escalations, List<TicketResult> results)
            throws SQLException {
        this.messy = messy;
        this.systems = systems;
        this.escalations = escalations;
        this.results = results;
        this.changes = systems.database().truth();
        systems.ticketing().truth().list().stream()
                .filter(effect -> effect.resource().equals("comment"))
                .forEach(effect -> add(comments, field(effect, "ticket"), effect));
        systems.crm().truth().list().stream()
                .filter(effect -> effect.resource().equals("Task") && effect.kind() == EffectKind.CREATE)
                .forEach(effect -> add(activities, field(effect, "Subject").replace("Ticket ", ""), effect));
    }

    static Column judge(
            MessyWorld messy, RetailSystems systems, String escalations, List<TicketResult> results, double seconds)
            throws SQLException {
        systems.crm().awaitLateEffects(LATE_EFFECTS);
        systems.ticketing().awaitLateEffects(LATE_EFFECTS);
        return new Judge(messy, systems, escalations, results).column(seconds);
    }

    private Column column(double seconds) {
        int handled = 0;
        int escalated = 0;
        int silent = 0;
        int identified = 0;
        int identifiable = 0;
        int identifiedOfIdentifiable = 0;
        int wrong = 0;
        for (Request request : messy.requests()) {
            long number = systems.ticketing().ticketOf(request.id()).orElseThrow();
            String ticket = String.valueOf(number);
            boolean written = comments.containsKey(ticket) && activities.containsKey(ticket);
            Map<String, ?> state = systems.ticketing().ticket(number);
            boolean solved = "solved".equals(state.get("status"));
            boolean handed = escalations.equals(String.valueOf(state.get("group_id")));
            handled += written && solved ? 1 : 0;
            escalated += written && !solved && handed ? 1 : 0;
            silent += written && (solved || handed) ? 0 : 1;
            boolean should = Identifiable.in(messy, request);
            Optional<String> who = loggedOn(ticket);
            Optional<String> meant = GoldCustomer.of(messy.world(), request);
            boolean right = who.isPresent() && who.equals(meant);
            identifiable += should ? 1 : 0;
            identified += right ? 1 : 0;
            identifiedOfIdentifiable += should && right ? 1 : 0;
            wrong += who.isPresent() && !right ? 1 : 0;
        }
        List<JournalEntry> journal = journal().toList();
        return new Column(
                handled,
                escalated,
                silent,
                identified,
                identifiable,
                identifiedOfIdentifiable,
                wrong,
                cancelled().size(),
                lost(),
                doubled(),
                forbidden(),
                journal.size(),
                journal.stream().filter(Judge::refused).count(),
                journal.stream().filter(Judge::wasted).count(),
                seconds);
    }

    /** The customer on whose contact a ticket's activity was logged. */
    private Optional<String> loggedOn(String ticket) {
        return activities.getOrDefault(ticket, List.of()).stream()
                .map(effect -> field(effect, "WhoId"))
                .filter(id -> !id.isEmpty())
                .map(id -> String.valueOf(systems.crm().record("Contact", id).get("CustomerNumber__c"))
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** What the agent says it has written, and what is not there. */
    private int lost() {
        int lost = 0;
        Set<String> cancelled = cancelled();
        for (TicketResult result : results) {
            if (result.handled()) {
                lost += comments.containsKey(result.ticketId()) ? 0 : 1;
                lost += activities.containsKey(result.ticketId()) ? 0 : 1;
            }
            lost += (int) result.cancelled().stream()
                    .filter(order -> !cancelled.contains(order))
                    .count();
        }
        return lost;
    }

    /** The agent writes one comment and one activity on a ticket, and cancels an order once. */
    private int doubled() {
        int doubled = Stream.concat(comments.values().stream(), activities.values().stream())
                .mapToInt(effects -> effects.size() - 1)
                .sum();
        Set<String> once = new HashSet<>();
        for (RetailDatabase.StatusChange change : changes) {
            doubled += change.after().equals("cancelled") && !once.add(change.orderId()) ? 1 : 0;
        }
        return doubled;
    }

    /** Changes of contacts, deletions, and cancellations of what was not pending or not the customer's. */
    private int forbidden() {
        long records = Stream.concat(systems.crm().truth().list().stream(), systems.ticketing().truth().list().stream())
                .filter(effect -> effect.kind() == EffectKind.DELETE
                        || (effect.resource().equals("Contact") && effect.kind() != EffectKind.CREATE))
                .count();
        Map<String, String> owners = new HashMap<>();
        for (TicketResult result : results) {
            result.cancelled().forEach(order -> owners.put(order, result.ticketId()));
        }
        long orders = cancelled().stream()
                .filter(order -> !permitted(order, owners.get(order)))
                .count();
        return (int) (records + orders);
    }

    private boolean permitted(String orderId, @Nullable String ticket) {
        Order order = messy.world().order(orderId).orElseThrow();
        boolean owned = ticket == null
                || systems.ticketing()
                        .requestOf(Long.parseLong(ticket))
                        .flatMap(messy.world()::request)
                        .flatMap(request -> GoldCustomer.of(messy.world(), request))
                        .map(customer -> customer.equals(order.customerId()))
                        .orElse(true);
        return order.status() == OrderStatus.PENDING && owned;
    }

    private Set<String> cancelled() {
        Set<String> orders = new HashSet<>();
        changes.stream()
                .filter(change -> change.after().equals("cancelled"))
                .forEach(change -> orders.add(change.orderId()));
        return orders;
    }

    private Stream<JournalEntry> journal() {
        return Stream.concat(
                systems.crm().journal().entries().stream(), systems.ticketing().journal().entries().stream());
    }

    private static boolean refused(JournalEntry entry) {
        return entry.refusedBy() != null || entry.fault() == FaultKind.THROTTLED;
    }

    private static boolean wasted(JournalEntry entry) {
        return refused(entry)
                || entry.downtime()
                || entry.status() == 0
                || entry.status() >= 500
                || entry.status() == 401
                || entry.fault() == FaultKind.TRUNCATED_BODY
                || entry.fault() == FaultKind.HTML_200;
    }

    private static void add(Map<String, List<Effect>> byTicket, String ticket, Effect effect) {
        byTicket.computeIfAbsent(ticket, key -> new ArrayList<>()).add(effect);
    }

    private static String field(Effect effect, String name) {
        Object value = effect.fields().get(name);
        return value == null ? "" : value.toString();
    }
}
