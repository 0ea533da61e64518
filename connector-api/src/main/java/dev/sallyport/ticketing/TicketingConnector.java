package dev.sallyport.ticketing;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connector;

/** A connection to a ticketing system; its data is reached under a grant only. Thread-safe. */
public interface TicketingConnector extends Connector {
    /**
     * The system as far as a grant lets see it.
     *
     * @throws dev.sallyport.error.InputException if the grant names a scope of this family that does not exist
     */
    Ticketing under(Grant grant);
}
