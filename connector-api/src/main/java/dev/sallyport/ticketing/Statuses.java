package dev.sallyport.ticketing;

import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import java.util.List;

/** Where tickets stand, and where they can go from there. Thread-safe. */
public interface Statuses {
    /**
     * The statuses that the system offers for a ticket now.
     *
     * @throws dev.sallyport.error.ConnectorException if they cannot be read
     */
    List<Status> offered(Ref ticket);

    /**
     * Moves a ticket to a status that is offered now.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt move(Ref ticket, Status status) {
        return tryMove(ticket, status, Intent.automatic()).orThrow();
    }

    /** As {@link #move}, known by an intent. */
    default Receipt move(Ref ticket, Status status, Intent intent) {
        return tryMove(ticket, status, intent).orThrow();
    }

    /** As {@link #move}, with the outcome as a value. */
    Outcome<Receipt> tryMove(Ref ticket, Status status, Intent intent);
}
