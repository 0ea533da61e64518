package dev.sallyport.examples.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one ticket ended.
 *
 * @param customerNumber the customer identified, null when nobody was
 * @param orders the ids of the customer's orders that the text names or means
 * @param cancelled the ids of the orders that were cancelled
 * @param escalation why a person must look at it, null when nothing is left to do
 * @param handled whether the comment, the activity and the ticket's new state are all known to be written
 * @param failures what could not be written, one sentence each; empty when handled
 */
public record TicketResult(
        String ticketId,
        @Nullable String customerNumber,
        List<String> orders,
        List<String> cancelled,
        @Nullable String escalation,
        boolean handled,
        List<String> failures) {

    public TicketResult {
        orders = List.copyOf(orders);
        cancelled = List.copyOf(cancelled);
        failures = List.copyOf(failures);
    }
}
