package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.spi.ConnectorProvider;

/** Finds {@link Salesforce} by its name, {@code salesforce}. */
public final class SalesforceProvider implements ConnectorProvider {
    /** For the service loader. */
    public SalesforceProvider() {}

    @Override
    public String system() {
        return "salesforce";
    }

    @Override
    public Connector connect(Connection connection, Safeguards safeguards) {
        return Salesforce.connect(connection, safeguards);
    }
}
