package dev.sallyport.crm;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;

/** The organisations in a CRM. Thread-safe. */
public interface Companies {
    /**
     * Reads one, always fresh.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read; {@code NOT_FOUND} if it is not there
     */
    Fetched<Company> get(Ref company);

    /** Finds those that fit a query, page by page. */
    Pages<Company> find(Query<Company> query);

    /** Finds those that fit a filter, page by page. */
    default Pages<Company> find(Filter<Company> filter) {
        return find(Query.of(filter));
    }
}
