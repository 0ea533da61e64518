package ${package};

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;

/** The system as far as a grant lets see it. Thread-safe. */
public interface ${System} {
    /** The ${resources}. */
    ${Resources} ${resources}();

    /**
     * Connects with the default safeguards: ledger in memory, no audit file. Credentials are an OAuth client or a bearer
     * token; nothing is asked before the first call.
     */
    static ${System}Connector connect(Connection connection) {
        return connect(connection, Safeguards.defaults());
    }

    /** Connects. */
    static ${System}Connector connect(Connection connection, Safeguards safeguards) {
        return ${System}Connector.open(connection, safeguards);
    }
}
