package dev.sallyport.ticketing;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;

/** The people of a ticketing system. Thread-safe. */
public interface TicketUsers {
    /**
     * The user whom the connection acts as.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read, or the connection is anonymous
     */
    Fetched<TicketUser> me();

    /**
     * Reads one, always fresh.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read; {@code NOT_FOUND} if it is not there
     */
    Fetched<TicketUser> get(Ref user);

    /** Finds those that fit a query, page by page. */
    Pages<TicketUser> find(Query<TicketUser> query);

    /** Finds those that fit a filter, page by page. */
    default Pages<TicketUser> find(Filter<TicketUser> filter) {
        return find(Query.of(filter));
    }
}
