package dev.sallyport.crm;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;

/** The users of the CRM itself. Thread-safe. */
public interface CrmUsers {
    /**
     * The user whom the connection acts as.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read
     */
    Fetched<CrmUser> me();

    /** Finds those that fit a query, page by page. */
    Pages<CrmUser> find(Query<CrmUser> query);

    /** Finds those that fit a filter, page by page. */
    default Pages<CrmUser> find(Filter<CrmUser> filter) {
        return find(Query.of(filter));
    }
}
