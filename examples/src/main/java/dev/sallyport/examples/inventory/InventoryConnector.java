package dev.sallyport.examples.inventory;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.TokenSource;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.DescribedConnector;
import dev.sallyport.spi.Executor;
import java.util.List;
import java.util.Map;

/** A connection to one account. Its data is reached under a grant only. Thread-safe. */
public final class InventoryConnector extends DescribedConnector {
    private final HttpTransport transport;
    private final InventoryOperations operations;

    private InventoryConnector(
            ConnectorDescriptor descriptor,
            Executor executor,
            HttpTransport transport,
            InventoryOperations operations) {
        super(descriptor, executor, transport::close);
        this.transport = transport;
        this.operations = operations;
    }

    /** Tokens are got through a pipeline of their own: the other one's operations need the transport. */
    static InventoryConnector open(Connection connection, Safeguards safeguards) {
        String account = connection.address().getAuthority();
        Executor asking = Pipeline.open(InventoryOperations.describe(account, List.of()), safeguards);
        HttpTransport anonymous = HttpTransport.to(
                connection.address(), new InventoryDialect(), Authorization.fixed(""), safeguards.time());
        HttpTransport transport = anonymous.with(authorization(connection.credentials(), anonymous, asking));
        InventoryOperations operations = new InventoryOperations(transport);
        ConnectorDescriptor descriptor = InventoryOperations.describe(account, operations.all());
        return new InventoryConnector(descriptor, Pipeline.open(descriptor, safeguards), transport, operations);
    }

    /**
     * The system as far as a grant lets see it.
     *
     * @throws dev.sallyport.error.InputException if the grant names a scope of this family that does not exist
     */
    public Inventory under(Grant grant) {
        Items items = new ItemsUnderGrant(executor(), executor().bind(grant), transport, operations);
        return () -> items;
    }

    private static Authorization authorization(Credentials credentials, HttpTransport anonymous, Executor executor) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return Authorization.bearer(bearer);
        }
        if (credentials instanceof Credentials.ClientCredentials client) {
            Map<String, String> form = Map.of(
                    "grant_type", "client_credentials",
                    "client_id", client.clientId(),
                    "client_secret", client.clientSecret().reveal());
            HttpRequest request = HttpRequest.of("POST", "/oauth/token").form(form);
            return TokenSource.oauth(executor, InventoryOperations.TOKEN, anonymous, request);
        }
        throw new IllegalArgumentException("give Credentials.clientCredentials(...) or Credentials.bearer(...)");
    }
}
