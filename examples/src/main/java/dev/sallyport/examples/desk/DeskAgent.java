package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;

/**
 * Handles tickets by rules alone: finds the customer and the orders, cancels what is plainly wished and permitted,
 * writes down what it found and hands everything else to people. Where it is not certain it does nothing and says so.
 *
 * <p>The same tickets in the same systems give the same results. Not thread-safe.
 */
public final class DeskAgent {
    private final Desk desk;

    /** Creates an agent that works on this desk. */
    public DeskAgent(Desk desk) {
        this.desk = desk;
    }

    /**
     * Handles all open tickets one after the other. No failure with one ticket keeps the others from being handled.
     * An interrupt of the thread ends the run between two tickets and stays set.
     *
     * @param listener hears of each ticket when it is finished
     * @return the results of the tickets handled, in their order
     * @throws DeskRefusedException if the tickets may not be listed
     * @throws DeskUnavailableException if the tickets cannot be listed
     */
    public List<TicketResult> run(DeskListener listener) {
        List<DeskTicket> tickets = desk.openTickets();
        List<TicketResult> results = new ArrayList<>();
        for (DeskTicket ticket : tickets) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            TicketResult result = handle(ticket);
            results.add(result);
            listener.finished(result, results.size(), tickets.size());
        }
        return results;
    }

    /** Handles one ticket; never throws for what goes wrong at the desk. */
    public TicketResult handle(DeskTicket ticket) {
        return new TicketRun(desk, ticket).run();
    }
}
