package dev.sallyport.examples.inventory;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.spi.ConnectorProvider;

/** Finds the connector by its name, {@code inventory}. */
public final class InventoryProvider implements ConnectorProvider {
    /** For the service loader. */
    public InventoryProvider() {}

    @Override
    public String system() {
        return InventoryOperations.SYSTEM;
    }

    @Override
    public InventoryConnector connect(Connection connection, Safeguards safeguards) {
        return Inventory.connect(connection, safeguards);
    }
}
