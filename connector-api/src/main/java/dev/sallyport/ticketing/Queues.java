package dev.sallyport.ticketing;

import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;

/** Where tickets wait. Thread-safe. */
public interface Queues {
    /** All queues, page by page. */
    Pages<Queue> all();

    /**
     * Puts a ticket into a queue.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt assign(Ref ticket, Ref queue) {
        return tryAssign(ticket, queue, Intent.automatic()).orThrow();
    }

    /** As {@link #assign}, known by an intent. */
    default Receipt assign(Ref ticket, Ref queue, Intent intent) {
        return tryAssign(ticket, queue, intent).orThrow();
    }

    /** As {@link #assign}, with the outcome as a value. */
    Outcome<Receipt> tryAssign(Ref ticket, Ref queue, Intent intent);
}
