package dev.sallyport.zendesk;

import dev.sallyport.effect.Effect;
import dev.sallyport.pacing.Limit;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Reconciliation;
import java.time.Duration;
import java.util.List;

/** Everything that this connector can do, as data, with the limits that it draws on. */
final class ZendeskOperations {
    static final String ACCOUNT = "account";
    static final String TICKET_UPDATES = "updates";
    static final String PER_TICKET = "updates-record";
    static final String TICKET_LIST = "list";
    static final String SEARCH_EXPORT = "export";
    static final String TICKET_DELETES = "deletes";

    private static final Charge ONE = new Charge(ACCOUNT, 1);
    private static final Charge[] UPDATE = {ONE, new Charge(TICKET_UPDATES, 1), new Charge(PER_TICKET, 1)};

    static final Operation TOKEN = Operation.read("session.token", "ticketing:session:read");
    static final Operation PROBE = Operation.read("session.probe", "ticketing:session:read");
    static final Operation LOOK = Operation.read("intent.look", "ticketing:intent:read", ONE);
    static final Operation VERSION = Operation.read("ticket.version", "ticketing:record:read", ONE);

    static final Operation GET_TICKET = Operation.read("tickets.get", "ticketing:ticket:read", ONE);
    static final Operation LIST_TICKETS =
            Operation.read("tickets.list", "ticketing:ticket:read", ONE, new Charge(TICKET_LIST, 1));
    static final Operation FIND_TICKETS =
            Operation.read("tickets.find", "ticketing:ticket:read", ONE, new Charge(SEARCH_EXPORT, 1));
    static final Operation LIST_COMMENTS = Operation.read("comments.of", "ticketing:comment:read", ONE);
    static final Operation ME = Operation.read("users.me", "ticketing:user:read", ONE);
    static final Operation GET_USER = Operation.read("users.get", "ticketing:user:read", ONE);
    static final Operation FIND_USERS = Operation.read("users.find", "ticketing:user:read", ONE);
    static final Operation LIST_QUEUES = Operation.read("queues.all", "ticketing:queue:read", ONE);
    static final Operation OFFERED = Operation.read("statuses.offered", "ticketing:status:read", ONE);

    final Operation createTicket;
    final Operation updateTicket;
    final Operation deleteTicket;
    final Operation addComment;
    final Operation assignQueue;
    final Operation moveStatus;

    ZendeskOperations(Reconciliation byKey, Reconciliation byAudit, Reconciliation byAbsence) {
        createTicket = Operation.write("tickets.create", "ticketing:ticket:create", Effect.CREATE, ONE)
                .reconciledBy(byKey);
        updateTicket = update("tickets.update", "ticketing:ticket:update", Effect.SET, byAudit);
        deleteTicket = Operation.write(
                        "tickets.delete", "ticketing:ticket:delete", Effect.DELETE, ONE, new Charge(TICKET_DELETES, 1))
                .reconciledBy(byAbsence);
        addComment = update("comments.add", "ticketing:comment:create", Effect.APPEND, byAudit);
        assignQueue = update("queues.assign", "ticketing:ticket:assign", Effect.SET, byAudit);
        moveStatus = update("statuses.move", "ticketing:ticket:move", Effect.TRANSITION, byAudit);
    }

    List<Operation> all() {
        return List.of(
                GET_TICKET,
                LIST_TICKETS,
                FIND_TICKETS,
                createTicket,
                updateTicket,
                deleteTicket,
                LIST_COMMENTS,
                addComment,
                ME,
                GET_USER,
                FIND_USERS,
                LIST_QUEUES,
                assignQueue,
                OFFERED,
                moveStatus);
    }

    /**
     * The account's requests a minute, and the endpoints' own limits. Windows are counted as rolling: where the vendor's
     * windows start is not published.
     */
    static List<Limit> limits(long perMinute, long ticketUpdates) {
        Duration minute = Duration.ofMinutes(1);
        return List.of(
                new Limit(ACCOUNT, Limit.Kind.ROLLING, perMinute, minute, Limit.Per.ACCOUNT),
                new Limit(TICKET_UPDATES, Limit.Kind.ROLLING, ticketUpdates, minute, Limit.Per.ACCOUNT),
                new Limit(PER_TICKET, Limit.Kind.ROLLING, 30, Duration.ofMinutes(10), Limit.Per.RECORD),
                new Limit(TICKET_LIST, Limit.Kind.ROLLING, 100, minute, Limit.Per.ACCOUNT),
                new Limit(SEARCH_EXPORT, Limit.Kind.ROLLING, 100, minute, Limit.Per.ACCOUNT),
                new Limit(TICKET_DELETES, Limit.Kind.ROLLING, 400, minute, Limit.Per.ACCOUNT));
    }

    private static Operation update(String name, String scope, Effect effect, Reconciliation strategy) {
        return Operation.write(name, scope, effect, UPDATE).reconciledBy(strategy);
    }
}
