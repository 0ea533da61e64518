package dev.sallyport.zendesk;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.spi.ConnectorProvider;

/** Finds {@link Zendesk} by its name, {@code zendesk}. */
public final class ZendeskProvider implements ConnectorProvider {
    /** For the service loader. */
    public ZendeskProvider() {}

    @Override
    public String system() {
        return "zendesk";
    }

    @Override
    public Connector connect(Connection connection, Safeguards safeguards) {
        return Zendesk.connect(connection, safeguards);
    }
}
