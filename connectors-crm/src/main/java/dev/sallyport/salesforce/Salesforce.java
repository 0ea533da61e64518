package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.CrmConnector;

/**
 * Connects to Salesforce. The address is the org's My Domain host; credentials are an OAuth client
 * ({@code client_credentials}) or a bearer token.
 *
 * <p>Options: {@code version} (API version, default {@code v62.0}); {@code intentField} (a custom text field that is
 * external id and unique, default {@code Sallyport_Intent__c}); {@code updatesField} (a custom text field of 255 characters,
 * default {@code Sallyport_Updates__c}). Contact, Account and Task take the first, Contact and Account the second.
 *
 * <p>Where an object has the intent field, creates carry their intent in it and can be sent again without doubling; where it
 * has not, a create whose reply is lost may end as unknown. Where an object has the updates field, each update leaves a mark
 * of its intent there, so that it is known again whatever people changed afterwards; where it has not, an update whose reply
 * is lost and whose record was changed since stays unknown. Leave both fields off page layouts: nobody else may write them.
 */
public final class Salesforce {
    private Salesforce() {}

    /**
     * Connects with the default safeguards: ledger in memory, no audit file.
     *
     * @throws dev.sallyport.error.ConnectorException if the org cannot be reached or refuses the credentials
     */
    public static CrmConnector connect(Connection connection) {
        return connect(connection, Safeguards.defaults());
    }

    /**
     * Connects.
     *
     * @throws dev.sallyport.error.ConnectorException if the org cannot be reached or refuses the credentials
     */
    public static CrmConnector connect(Connection connection, Safeguards safeguards) {
        return SalesforceConnector.open(connection, safeguards);
    }
}
