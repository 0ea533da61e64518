package dev.sallyport.examples.inventory;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;

/** The system as far as a grant lets see it. Thread-safe. */
public interface Inventory {
    /** The items. */
    Items items();

    /**
     * Connects with the default safeguards: ledger in memory, no audit file. Credentials are an OAuth client or a bearer
     * token; nothing is asked before the first call.
     */
    static InventoryConnector connect(Connection connection) {
        return connect(connection, Safeguards.defaults());
    }

    /** Connects. */
    static InventoryConnector connect(Connection connection, Safeguards safeguards) {
        return InventoryConnector.open(connection, safeguards);
    }
}
