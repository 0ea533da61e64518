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
import java.util.List;

/** The people in a CRM. Thread-safe. */
public interface Contacts {
    /**
     * Reads one, always fresh.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read; {@code NOT_FOUND} if it is not there
     */
    Fetched<Contact> get(Ref contact);

    /** Finds those that fit a query, page by page. */
    Pages<Contact> find(Query<Contact> query);

    /** Finds those that fit a filter, page by page. */
    default Pages<Contact> find(Filter<Contact> filter) {
        return find(Query.of(filter));
    }

    /**
     * Makes a contact.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt create(Changes<Contact> contact) {
        return tryCreate(contact, Intent.automatic()).orThrow();
    }

    /** As {@link #create}, known by an intent. */
    default Receipt create(Changes<Contact> contact, Intent intent) {
        return tryCreate(contact, intent).orThrow();
    }

    /** As {@link #create}, with the outcome as a value. */
    Outcome<Receipt> tryCreate(Changes<Contact> contact, Intent intent);

    /**
     * Makes several contacts; the n-th outcome is the n-th one's, and one that is refused refuses no other.
     *
     * @param intent known by this intent as a whole: the place in the list tells its items apart
     */
    List<Outcome<Receipt>> tryCreateAll(List<Changes<Contact>> contacts, Intent intent);

    /**
     * Sets fields of a contact.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt update(Ref contact, Changes<Contact> changes) {
        return tryUpdate(contact, changes, Intent.automatic()).orThrow();
    }

    /** As {@link #update}, known by an intent. */
    default Receipt update(Ref contact, Changes<Contact> changes, Intent intent) {
        return tryUpdate(contact, changes, intent).orThrow();
    }

    /** As {@link #update}, with the outcome as a value. */
    Outcome<Receipt> tryUpdate(Ref contact, Changes<Contact> changes, Intent intent);

    /**
     * Deletes a contact; whether it can be brought back is a matter of the system.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt delete(Ref contact) {
        return tryDelete(contact, Intent.automatic()).orThrow();
    }

    /** As {@link #delete}, known by an intent. */
    default Receipt delete(Ref contact, Intent intent) {
        return tryDelete(contact, intent).orThrow();
    }

    /** As {@link #delete}, with the outcome as a value. */
    Outcome<Receipt> tryDelete(Ref contact, Intent intent);
}
