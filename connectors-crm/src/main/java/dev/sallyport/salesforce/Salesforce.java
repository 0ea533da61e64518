package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.CrmConnector;

/**
 * Connects to Salesforce. The address is the org's My Domain host; credentials are an OAuth client
 * ({@code client_credentials}) or a bearer token.
 *
 * <p>Options: {@code version} (API version, default {@code v62.0}); {@code intentField} (a custom text field that is
 * external id and unique, default {@code Sallyport_Intent__c}). Where an object has that field, creates carry their intent
 * in it and can be sent again without doubling; where it has not, a create whose reply is lost may end as unknown.
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
