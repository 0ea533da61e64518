package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A desk in memory that remembers what was done at it, and fails where it is told to. */
final class MemoryDesk implements Desk {
    final List<DeskTicket> tickets = new ArrayList<>();
    final List<CustomerRow> customers = new ArrayList<>();
    final Map<String, DeskOrder> orders = new LinkedHashMap<>();
    final Map<String, String> comments = new LinkedHashMap<>();
    final Map<String, String> activities = new LinkedHashMap<>();
    final Map<String, @Nullable String> activityContacts = new HashMap<>();
    final Map<String, String> escalations = new LinkedHashMap<>();
    final List<String> resolved = new ArrayList<>();
    final Map<String, CancelReason> cancelled = new LinkedHashMap<>();
    final Map<String, String> emails = new HashMap<>();
    final Map<String, RuntimeException> failing = new HashMap<>();

    MemoryDesk customer(String number, String email, String zip) {
        String[] parts = number.split("_", -1);
        String first = capital(parts[0]);
        String last = capital(parts[1]);
        customers.add(new CustomerRow("c-" + number, number, first, last, email, zip, false));
        return this;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
    }

    MemoryDesk order(String id, String customerNumber, String status, String... items) {
        List<OrderedItem> ordered = new ArrayList<>();
        for (String item : items) {
            ordered.add(new OrderedItem(item, Map.of()));
        }
        orders.put(id, new DeskOrder(id, customerNumber, status, ordered));
        return this;
    }

    /** Handles a text as a ticket of its own. */
    TicketResult handle(String text) {
        return new DeskAgent(this).handle(new DeskTicket("t-1", text));
    }

    private void meet(String call) {
        RuntimeException failure = failing.get(call);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<DeskTicket> openTickets() {
        return tickets;
    }

    @Override
    public List<CustomerRow> customersByEmail(String email) {
        meet("customersByEmail");
        return customers.stream()
                .filter(row -> email.equalsIgnoreCase(row.email()))
                .toList();
    }

    @Override
    public List<CustomerRow> customersByName(String firstName, String lastName) {
        meet("customersByName");
        return customers.stream()
                .filter(row -> row.lastName() != null
                        && lastName.equalsIgnoreCase(row.lastName().strip()))
                .toList();
    }

    @Override
    public List<DeskOrder> ordersOf(String customerNumber) {
        meet("ordersOf");
        return orders.values().stream()
                .filter(order -> order.customerNumber().equals(customerNumber))
                .toList();
    }

    @Override
    public Optional<DeskOrder> order(String orderId) {
        meet("order");
        return Optional.ofNullable(orders.get(orderId));
    }

    @Override
    public void cancelOrder(String orderId, CancelReason reason, String expectedStatus) {
        meet("cancelOrder");
        DeskOrder order = orders.get(orderId);
        if (!order.status().equals(expectedStatus)) {
            throw new DeskRefusedException("the order is " + order.status());
        }
        orders.put(orderId, new DeskOrder(orderId, order.customerNumber(), "cancelled", order.items()));
        cancelled.put(orderId, reason);
    }

    @Override
    public void comment(String ticketId, String text) {
        meet("comment");
        comments.put(ticketId, text);
    }

    @Override
    public void logActivity(@Nullable String customerId, String ticketId, String text) {
        meet("logActivity");
        activities.put(ticketId, text);
        activityContacts.put(ticketId, customerId);
    }

    @Override
    public void updateEmail(String customerId, String newEmail) {
        meet("updateEmail");
        emails.put(customerId, newEmail);
    }

    @Override
    public void escalate(String ticketId, String reason) {
        meet("escalate");
        escalations.put(ticketId, reason);
    }

    @Override
    public void resolve(String ticketId) {
        meet("resolve");
        resolved.add(ticketId);
    }
}
