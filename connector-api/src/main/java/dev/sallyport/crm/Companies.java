package dev.sallyport.crm;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
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

    /**
     * Makes a company.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt create(Changes<Company> company) {
        return tryCreate(company, Intent.automatic()).orThrow();
    }

    /** As {@link #create}, known by an intent. */
    default Receipt create(Changes<Company> company, Intent intent) {
        return tryCreate(company, intent).orThrow();
    }

    /** As {@link #create}, with the outcome as a value. */
    Outcome<Receipt> tryCreate(Changes<Company> company, Intent intent);

    /**
     * Sets fields of a company.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt update(Ref company, Changes<Company> changes) {
        return tryUpdate(company, changes, Intent.automatic()).orThrow();
    }

    /** As {@link #update}, known by an intent. */
    default Receipt update(Ref company, Changes<Company> changes, Intent intent) {
        return tryUpdate(company, changes, intent).orThrow();
    }

    /** As {@link #update}, with the outcome as a value. */
    Outcome<Receipt> tryUpdate(Ref company, Changes<Company> changes, Intent intent);
}
