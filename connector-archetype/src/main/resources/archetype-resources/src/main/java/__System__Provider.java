package ${package};

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.spi.ConnectorProvider;

/** Finds the connector by its name, {@code ${system}}. */
public final class ${System}Provider implements ConnectorProvider {
    /** For the service loader. */
    public ${System}Provider() {}

    @Override
    public String system() {
        return ${System}Operations.SYSTEM;
    }

    @Override
    public ${System}Connector connect(Connection connection, Safeguards safeguards) {
        return ${System}.connect(connection, safeguards);
    }
}
