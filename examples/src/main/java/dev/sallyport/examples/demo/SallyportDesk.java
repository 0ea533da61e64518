package dev.sallyport.examples.demo;

import static dev.sallyport.query.Filter.where;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.Note;
import dev.sallyport.database.Database;
import dev.sallyport.database.Row;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.AccessException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.examples.desk.CancelReason;
import dev.sallyport.examples.desk.CustomerRow;
import dev.sallyport.examples.desk.Desk;
import dev.sallyport.examples.desk.DeskOrder;
import dev.sallyport.examples.desk.DeskRefusedException;
import dev.sallyport.examples.desk.DeskTicket;
import dev.sallyport.examples.desk.DeskUnavailableException;
import dev.sallyport.examples.desk.OrderedItem;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Queue;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agent's desk through Sallyport: typed calls under one grant, each write known by its ticket. */
final class SallyportDesk implements Desk {
    /** Everything that the desk may do. It may not change a contact: who asks for that is handed to a person. */
    static final Grant GRANT = Grant.to("service-desk")
            .onBehalfOf("desk-lead@retailer.example")
            .forTask("morning-queue")
            .allow("crm:contact:read", "crm:activity:create")
            .allow("ticketing:ticket:read", "ticketing:comment:create", "ticketing:queue:read")
            .allow("ticketing:ticket:assign", "ticketing:ticket:move")
            .allow("database:orders:select", "database:order_items:select", "database:orders:update")
            .mask("crm:contact:phone");

    private static final int SETTLEMENTS = 10;
    private static final String CUSTOMER_NUMBER = "CustomerNumber__c";
    private final Crm crm;
    private final Ticketing ticketing;
    private final Database database;
    private final String escalations;

    SallyportDesk(Crm crm, Ticketing ticketing, Database database, String escalations) {
        this.crm = crm;
        this.ticketing = ticketing;
        this.database = database;
        this.escalations = escalations;
    }

    @Override
    public List<DeskTicket> openTickets() {
        return asked(() -> ticketing.tickets().find(Query.all()).stream()
                .map(Fetched::value)
                .filter(ticket ->
                        ticket.status() != null && ticket.status().category().compareTo(Status.Category.SOLVED) < 0)
                .sorted(Comparator.comparingLong(
                        ticket -> Long.parseLong(ticket.ref().id())))
                .map(ticket -> new DeskTicket(
                        ticket.ref().id(),
                        ticket.description() == null ? "" : ticket.description().source()))
                .toList());
    }

    @Override
    public List<CustomerRow> customersByEmail(String email) {
        return customers(where(Contact.EMAIL).is(email));
    }

    @Override
    public List<CustomerRow> customersByName(String firstName, String lastName) {
        return customers(where(Contact.LAST_NAME).is(lastName));
    }

    @Override
    public List<DeskOrder> ordersOf(String customerNumber) {
        return orders("o.customer_number = ?", customerNumber);
    }

    @Override
    public Optional<DeskOrder> order(String orderId) {
        return orders("o.order_id = ?", orderId).stream().findFirst();
    }

    @Override
    public void cancelOrder(String orderId, CancelReason reason, String expectedStatus) {
        Statement statement = Statement.of(
                "update orders set status = ?, cancel_reason = ?, cancelled_at = now()"
                        + " where order_id = ? and status = ?",
                "cancelled",
                reason.words(),
                orderId,
                expectedStatus);
        Receipt receipt = done(() -> database.tryExecute(statement, Intent.keyed("cancel/" + orderId)));
        if (receipt.affected() == 0) {
            throw new DeskRefusedException("the order's status is no longer " + expectedStatus);
        }
    }

    @Override
    public void comment(String ticketId, String text) {
        done(() -> ticketing
                .comments()
                .tryAdd(Ticket.ref(ticketId), CommentDraft.internal(text), intent(ticketId, "comment")));
    }

    @Override
    public void logActivity(@Nullable String customerId, String ticketId, String text) {
        Note.Draft draft = customerId == null ? Note.loose() : Note.on(Contact.ref(customerId));
        Note note = draft.subject("Ticket " + ticketId).text(text);
        done(() -> crm.activities().tryLog(note, intent(ticketId, "activity")));
    }

    @Override
    public void updateEmail(String customerId, String newEmail) {
        Ref contact = Contact.ref(customerId);
        done(() -> crm.contacts().tryUpdate(contact, Changes.of(Contact.EMAIL, newEmail), Intent.automatic()));
    }

    @Override
    public void escalate(String ticketId, String reason) {
        done(() -> ticketing
                .queues()
                .tryAssign(Ticket.ref(ticketId), Queue.ref(escalations), intent(ticketId, "escalate")));
    }

    @Override
    public void resolve(String ticketId) {
        Status solved = new Status("solved", Status.Category.SOLVED);
        done(() -> ticketing.statuses().tryMove(Ticket.ref(ticketId), solved, intent(ticketId, "resolve")));
    }

    private List<CustomerRow> customers(Filter<Contact> filter) {
        return asked(() -> crm.contacts().find(filter).stream()
                .map(Fetched::value)
                .map(SallyportDesk::row)
                .toList());
    }

    private static CustomerRow row(Contact contact) {
        Object number = contact.fields().get(CUSTOMER_NUMBER);
        return new CustomerRow(
                contact.ref().id(),
                number == null ? null : number.toString(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.address() == null ? null : contact.address().postalCode(),
                false);
    }

    private List<DeskOrder> orders(String condition, String value) {
        return asked(() -> {
            Map<String, DeskOrder> found = new LinkedHashMap<>();
            String sql = "select o.order_id, o.customer_number, o.status, i.name, i.options from orders o"
                    + " join order_items i on i.order_id = o.order_id where " + condition
                    + " order by o.order_id, i.position";
            try (Rows rows = database.query(Statement.of(sql, value))) {
                rows.forEachRemaining(row -> found.merge(text(row, "order_id"), order(row), SallyportDesk::joined));
            }
            return List.copyOf(found.values());
        });
    }

    private static DeskOrder order(Row row) {
        OrderedItem item = new OrderedItem(text(row, "name"), RetailDatabase.options(text(row, "options")));
        return new DeskOrder(text(row, "order_id"), text(row, "customer_number"), text(row, "status"), List.of(item));
    }

    static DeskOrder joined(DeskOrder one, DeskOrder other) {
        List<OrderedItem> items = new ArrayList<>(one.items());
        items.addAll(other.items());
        return new DeskOrder(one.id(), one.customerNumber(), one.status(), items);
    }

    private static String text(Row row, String column) {
        String text = row.text(column);
        return text == null ? "" : text;
    }

    private static Intent intent(String ticketId, String what) {
        return Intent.keyed("ticket-" + ticketId + "/" + what);
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (AccessException e) {
            throw new DeskRefusedException(e.advice(), e);
        } catch (ConnectorException e) {
            throw new DeskUnavailableException(e.advice(), e);
        }
    }

    /** The same keyed write, again, never doubles: what is unknown is looked for before anything is sent. */
    private static Receipt done(Supplier<Outcome<Receipt>> write) {
        return asked(() -> {
            Outcome<Receipt> outcome = write.get();
            for (int i = 0; i < SETTLEMENTS && outcome instanceof Outcome.Unknown<Receipt>; i++) {
                outcome = write.get();
            }
            return outcome.orThrow();
        });
    }
}
