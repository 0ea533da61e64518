package dev.sallyport.examples.desk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the agent can see and do: tickets, customers and orders, each in a system of its own.
 *
 * <p>Every method may throw {@link DeskRefusedException} (forbidden, nothing was done) or
 * {@link DeskUnavailableException} (not done, or not known whether done). The agent turns both into an escalation. It
 * calls from one thread at a time.
 */
public interface Desk {
    /** The tickets that wait for the agent, in the order in which they shall be handled. */
    List<DeskTicket> openTickets();

    /**
     * The customers whose e-mail address is the given one (in lower case) without regard to case and, where the CRM can,
     * to blanks around it. May return more: the agent compares again.
     */
    List<CustomerRow> customersByEmail(String email);

    /**
     * The customers whose last name is the given one without regard to case and, where the CRM can, to blanks around it.
     * May return more, of any first name: the agent compares names and postal codes itself.
     */
    List<CustomerRow> customersByName(String firstName, String lastName);

    /** All orders of a customer whatever their status; empty if there are none. */
    List<DeskOrder> ordersOf(String customerNumber);

    /** The order with this id ({@code #W2378156}), whoever it belongs to; empty if there is none. */
    Optional<DeskOrder> order(String orderId);

    /**
     * Cancels an order if its status is still the expected one at the moment of the change.
     *
     * @throws DeskRefusedException if the status is another, or the change is forbidden
     * @throws DeskUnavailableException if it is not known that the order was cancelled
     */
    void cancelOrder(String orderId, CancelReason reason, String expectedStatus);

    /** Writes a comment on a ticket that only the retailer's people see. */
    void comment(String ticketId, String text);

    /**
     * Logs what was done about a ticket.
     *
     * @param customerId the CRM id of the contact to log it on, null when nobody was identified
     */
    void logActivity(@Nullable String customerId, String ticketId, String text);

    /** Changes the e-mail address of the customer with this CRM id. */
    void updateEmail(String customerId, String newEmail);

    /** Hands a ticket to the people's queue and says why. */
    void escalate(String ticketId, String reason);

    /** Marks a ticket as done. */
    void resolve(String ticketId);
}
