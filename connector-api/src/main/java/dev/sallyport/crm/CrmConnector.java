package dev.sallyport.crm;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connector;

/** A connection to a CRM; its data is reached under a grant only. Thread-safe. */
public interface CrmConnector extends Connector {
    /**
     * The CRM as far as a grant lets see it.
     *
     * @throws dev.sallyport.error.InputException if the grant names a scope of this family that does not exist
     */
    Crm under(Grant grant);
}
