package ${package};

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
public final class ${System}Connector extends DescribedConnector {
    private final HttpTransport transport;
    private final ${System}Operations operations;

    private ${System}Connector(
            ConnectorDescriptor descriptor,
            Executor executor,
            HttpTransport transport,
            ${System}Operations operations) {
        super(descriptor, executor, transport::close);
        this.transport = transport;
        this.operations = operations;
    }

    /** Tokens are got through a pipeline of their own: the other one's operations need the transport. */
    static ${System}Connector open(Connection connection, Safeguards safeguards) {
        String account = connection.address().getAuthority();
        Executor asking = Pipeline.open(${System}Operations.describe(account, List.of()), safeguards);
        HttpTransport anonymous = HttpTransport.to(
                connection.address(), new ${System}Dialect(), Authorization.fixed(""), safeguards.time());
        HttpTransport transport = anonymous.with(authorization(connection.credentials(), anonymous, asking));
        ${System}Operations operations = new ${System}Operations(transport);
        ConnectorDescriptor descriptor = ${System}Operations.describe(account, operations.all());
        return new ${System}Connector(descriptor, Pipeline.open(descriptor, safeguards), transport, operations);
    }

    /**
     * The system as far as a grant lets see it.
     *
     * @throws dev.sallyport.error.InputException if the grant names a scope of this family that does not exist
     */
    public ${System} under(Grant grant) {
        ${Resources} ${resources} = new ${Resources}UnderGrant(executor(), executor().bind(grant), transport, operations);
        return () -> ${resources};
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
            return TokenSource.oauth(executor, ${System}Operations.TOKEN, anonymous, request);
        }
        throw new IllegalArgumentException("give Credentials.clientCredentials(...) or Credentials.bearer(...)");
    }
}
