package dev.sallyport.zendesk;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.DescribedConnector;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.util.List;

/** A connected account. */
final class ZendeskConnector extends DescribedConnector implements TicketingConnector {
    /** The smallest plan's requests a minute. */
    private static final long FEWEST = 10;

    private final Account account;
    private final ZendeskOperations operations;

    private ZendeskConnector(
            ConnectorDescriptor descriptor, Executor executor, Account account, ZendeskOperations operations) {
        super(descriptor, executor, account::close);
        this.account = account;
        this.operations = operations;
    }

    /** Asks who it is and how much it may, before anything is promised. */
    static ZendeskConnector open(Connection connection, Safeguards safeguards) {
        String name = connection.address().getAuthority();
        Executor asking =
                Pipeline.open(describe(name, ZendeskOperations.limits(FEWEST, FEWEST), List.of()), safeguards);
        Account account = Account.at(connection, asking);
        try {
            long told = asking.system(
                    Read.of(ZendeskOperations.PROBE, null, context -> probe(account, context)), safeguards.deadline());
            long perMinute = option(connection, "requestsPerMinute", told);
            long updates = option(connection, "ticketUpdatesPerMinute", 100);
            AuditTrail trail = new AuditTrail(account, safeguards.time());
            ZendeskOperations operations =
                    new ZendeskOperations(trail.byIdempotencyKey(), trail.byAudit(), trail.byBeingGone());
            ConnectorDescriptor descriptor =
                    describe(name, ZendeskOperations.limits(perMinute, updates), operations.all());
            return new ZendeskConnector(descriptor, Pipeline.open(descriptor, safeguards), account, operations);
        } catch (RuntimeException e) {
            account.close();
            throw e;
        }
    }

    @Override
    public Ticketing under(Grant grant) {
        return new ZendeskTicketing(executor(), executor().bind(grant), account, operations);
    }

    /** The account's limit. Without credentials the vendor answers 200 with a user that has no id. */
    private static long probe(Account account, AttemptContext context) throws AttemptFailure {
        HttpRequest request = HttpRequest.get("/api/v2/users/me.json");
        return account.transport()
                .exchange(request, reply -> {
                    if (Account.record(reply, "user").path("id").isNull()) {
                        throw AttemptFailure.answered(
                                ErrorCode.NOT_AUTHENTICATED, "Zendesk takes the connection for an anonymous user.");
                    }
                    return reply.header("X-Rate-Limit")
                            .filter(text -> text.matches("[1-9]\\d{0,8}"))
                            .map(Long::parseLong)
                            .orElse(FEWEST);
                })
                .run(context);
    }

    private static long option(Connection connection, String name, long otherwise) {
        return connection.option(name).map(Long::parseLong).orElse(otherwise);
    }

    private static ConnectorDescriptor describe(String account, List<Limit> limits, List<Operation> operations) {
        return new ConnectorDescriptor("zendesk", "ticketing", account, limits, operations);
    }
}
