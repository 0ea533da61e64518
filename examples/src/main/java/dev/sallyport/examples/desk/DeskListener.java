package dev.sallyport.examples.desk;

/** Hears of each ticket when it is finished, on the agent's thread. */
@FunctionalInterface
public interface DeskListener {
    /** Called once for each ticket, with how many of all are finished now. */
    void finished(TicketResult result, int done, int total);
}
