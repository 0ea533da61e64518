package dev.sallyport.zendesk;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.ticketing.TicketingConnector;

/**
 * Connects to Zendesk Support. The address is {@code https://SUBDOMAIN.zendesk.com}; credentials are an OAuth client, a
 * bearer token, or {@code basic("agent@acme.example/token", apiToken)}.
 *
 * <p>Options: {@code requestsPerMinute} (default: what the account's own headers say at connect),
 * {@code ticketUpdatesPerMinute} (default 100).
 */
public final class Zendesk {
    private Zendesk() {}

    /**
     * Connects with the default safeguards: ledger in memory, no audit file.
     *
     * @throws dev.sallyport.error.ConnectorException if the account cannot be reached or refuses the credentials
     */
    public static TicketingConnector connect(Connection connection) {
        return connect(connection, Safeguards.defaults());
    }

    /**
     * Connects.
     *
     * @throws dev.sallyport.error.ConnectorException if the account cannot be reached or refuses the credentials
     */
    public static TicketingConnector connect(Connection connection, Safeguards safeguards) {
        return ZendeskConnector.open(connection, safeguards);
    }
}
