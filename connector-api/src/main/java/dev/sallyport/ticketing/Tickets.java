package dev.sallyport.ticketing;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import java.util.List;

/** The tickets of a ticketing system. Thread-safe. */
public interface Tickets {
    /**
     * Reads one, always fresh.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read; {@code NOT_FOUND} if it is not there
     */
    Fetched<Ticket> get(Ref ticket);

    /** Finds those that fit a query, page by page. */
    Pages<Ticket> find(Query<Ticket> query);

    /** Finds those that fit a filter, page by page. */
    default Pages<Ticket> find(Filter<Ticket> filter) {
        return find(Query.of(filter));
    }

    /**
     * Makes a ticket.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt create(Changes<Ticket> ticket) {
        return tryCreate(ticket, Intent.automatic()).orThrow();
    }

    /** As {@link #create}, known by an intent. */
    default Receipt create(Changes<Ticket> ticket, Intent intent) {
        return tryCreate(ticket, intent).orThrow();
    }

    /** As {@link #create}, with the outcome as a value. */
    Outcome<Receipt> tryCreate(Changes<Ticket> ticket, Intent intent);

    /**
     * Makes several tickets; the n-th outcome is the n-th one's, and one that is refused refuses no other.
     *
     * @param intent known by this intent as a whole: the place in the list tells its items apart
     */
    List<Outcome<Receipt>> tryCreateAll(List<Changes<Ticket>> tickets, Intent intent);

    /**
     * Sets fields of a ticket.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt update(Ref ticket, Changes<Ticket> changes) {
        return tryUpdate(ticket, changes, Intent.automatic()).orThrow();
    }

    /** As {@link #update}, known by an intent. */
    default Receipt update(Ref ticket, Changes<Ticket> changes, Intent intent) {
        return tryUpdate(ticket, changes, intent).orThrow();
    }

    /** As {@link #update}, with the outcome as a value. */
    Outcome<Receipt> tryUpdate(Ref ticket, Changes<Ticket> changes, Intent intent);

    /**
     * Deletes a ticket; whether it can be brought back is a matter of the system.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt delete(Ref ticket) {
        return tryDelete(ticket, Intent.automatic()).orThrow();
    }

    /** As {@link #delete}, known by an intent. */
    default Receipt delete(Ref ticket, Intent intent) {
        return tryDelete(ticket, intent).orThrow();
    }

    /** As {@link #delete}, with the outcome as a value. */
    Outcome<Receipt> tryDelete(Ref ticket, Intent intent);
}
