package dev.sallyport.spi;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** How a connector is found by name: implementations are listed in {@code META-INF/services}. Stateless. */
public interface ConnectorProvider {
    /** The system's name, such as {@code salesforce}. */
    String system();

    /**
     * Connects.
     *
     * @throws dev.sallyport.error.ConnectorException if the system cannot be reached or refuses the credentials
     */
    Connector connect(Connection connection, Safeguards safeguards);

    /** All providers on the class path. */
    static List<ConnectorProvider> all() {
        return ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The provider for a system.
     *
     * @throws IllegalArgumentException if there is none on the class path; the message names those that are
     */
    static ConnectorProvider of(String system) {
        List<ConnectorProvider> found = all();
        return found.stream()
                .filter(provider -> provider.system().equals(system))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connector for '" + system
                        + "' on the class path; there are "
                        + new TreeSet<>(
                                found.stream().map(ConnectorProvider::system).toList())));
    }
}
