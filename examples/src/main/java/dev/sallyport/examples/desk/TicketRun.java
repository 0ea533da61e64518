package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.CancellationPlan.Planned;
import dev.sallyport.examples.desk.Identification.Known;
import dev.sallyport.examples.desk.Identification.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of one ticket, from its text to its new state. Used once. */
final class TicketRun {
    /** Requests are a paragraph; what is longer is no request, and reading it would hold up the others. */
    private static final int MOST_CHARACTERS = 4_000;

    private final Desk desk;
    private final DeskTicket ticket;
    private final Claims claims;
    private final List<String> done = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();

    TicketRun(Desk desk, DeskTicket ticket) {
        this.desk = desk;
        this.ticket = ticket;
        this.claims = TicketReader.read(ticket.text().length() > MOST_CHARACTERS ? "" : ticket.text());
    }

    TicketResult run() {
        Identification who = identify();
        List<DeskOrder> orders = who instanceof Known known ? serve(known) : List.of();
        changeEmail(who);
        write(who, orders);
        String escalation = left.isEmpty() ? null : String.join("; ", left);
        close(escalation);
        return new TicketResult(
                ticket.id(),
                who instanceof Known known ? known.customerNumber() : null,
                orders.stream().map(DeskOrder::id).toList(),
                cancelled,
                failures.isEmpty() ? escalation : reason(),
                failures.isEmpty(),
                failures);
    }

    private Identification identify() {
        Identification[] found = new Identification[1];
        Optional<String> failure =
                attempt("the look-up of the customer", () -> found[0] = new CustomerFinder(desk).find(claims));
        if (ticket.text().length() > MOST_CHARACTERS) {
            left.add("the text is too long to be read by rules");
        }
        Identification who = failure.<Identification>map(Unknown::new).orElseGet(() -> found[0]);
        if (who instanceof Unknown unknown) {
            left.add("customer not identified: " + unknown.reason());
        }
        return who;
    }

    /** Does what the customer plainly wishes and may have; returns the orders that the text names or means. */
    private List<DeskOrder> serve(Known customer) {
        List<DeskOrder> orders = new ArrayList<>();
        Optional<String> failure = attempt(
                "the look-up of the orders",
                () -> desk.ordersOf(customer.customerNumber()).stream()
                        .filter(order -> order.customerNumber().equals(customer.customerNumber()))
                        .forEach(orders::add));
        if (failure.isPresent()) {
            left.add(failure.get());
            return List.of();
        }
        claims.orderIds().stream()
                .filter(id -> orders.stream().noneMatch(order -> order.id().equals(id)))
                .forEach(id -> left.add("order " + id + " is named, but is not an order of this customer"));
        if (!Sentences.areReadable(ticket.text())) {
            left.add("the text runs on for too long to be read by rules");
            return MeantOrders.of(claims.orderIds(), ticket.text(), orders, cancelled);
        }
        CancellationReading reading = CancellationReader.read(ticket.text());
        CancellationPlan plan = new CancellationPlanner(orders).plan(reading);
        plan.cancellations().forEach(planned -> cancel(planned, customer));
        left.addAll(plan.left());
        Set<String> others = OtherWishes.in(ticket.text(), reading);
        if (!others.isEmpty()) {
            left.add("to be seen to: " + String.join(", ", others));
        } else if (done.isEmpty() && left.isEmpty() && claims.newEmail() == null) {
            left.add("the text asks for nothing that the rules know");
        }
        return MeantOrders.of(claims.orderIds(), ticket.text(), orders, cancelled);
    }

    private void cancel(Planned planned, Known customer) {
        String id = planned.orderId();
        Optional<String> failure = attempt("the cancellation of order " + id, () -> {
            boolean still = desk.order(id)
                    .filter(order -> order.isPending() && order.customerNumber().equals(customer.customerNumber()))
                    .isPresent();
            if (!still) {
                throw new DeskRefusedException("the order is no longer pending");
            }
            desk.cancelOrder(id, planned.reason(), DeskOrder.PENDING);
        });
        if (failure.isPresent()) {
            left.add(failure.get());
        } else {
            cancelled.add(id);
            done.add("cancelled order " + id + " (" + planned.reason().words() + ")");
        }
    }

    private void changeEmail(Identification who) {
        String wanted = claims.newEmail();
        if (wanted == null) {
            return;
        }
        if (who instanceof Known known) {
            attempt("the change of the e-mail address", () -> desk.updateEmail(known.contactId(), wanted))
                    .ifPresentOrElse(left::add, () -> done.add("changed the e-mail address as the text asks"));
        } else {
            left.add("the text asks for a change of the e-mail address");
        }
    }

    private void write(Identification who, List<DeskOrder> orders) {
        String found = CommentText.of(who, claims, orders, done, left);
        note(attempt("the comment", () -> desk.comment(ticket.id(), found)));
        String contact = who instanceof Known known ? known.contactId() : null;
        note(attempt("the activity", () -> desk.logActivity(contact, ticket.id(), CommentText.activity(done, left))));
    }

    private void close(@Nullable String escalation) {
        if (escalation == null && failures.isEmpty()) {
            Optional<String> failure = attempt("closing the ticket", () -> desk.resolve(ticket.id()));
            if (failure.isEmpty()) {
                return;
            }
            note(failure);
        }
        note(attempt("the escalation", () -> desk.escalate(ticket.id(), reason())));
    }

    private String reason() {
        Set<String> reasons = new LinkedHashSet<>(left);
        reasons.addAll(failures);
        return String.join("; ", reasons);
    }

    private void note(Optional<String> failure) {
        failure.ifPresent(failures::add);
    }

    /** Does a step; if it fails, says how in a clause for people. */
    private static Optional<String> attempt(String step, Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (DeskRefusedException refused) {
            return Optional.of(step + " was refused: " + refused.getMessage());
        } catch (DeskUnavailableException unavailable) {
            return Optional.of(step + " did not succeed for sure: " + unavailable.getMessage());
        } catch (RuntimeException unforeseen) {
            return Optional.of(step + " failed: " + unforeseen.getClass().getSimpleName());
        }
    }
}
