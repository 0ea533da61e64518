package ${package};

import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Strategy;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.pacing.Limit;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import java.time.Duration;
import java.util.List;

/** Everything that this connector can do, as data, with the limit that it draws on. */
final class ${System}Operations {
    static final String SYSTEM = "${system}";
    static final String REQUESTS = "requests";

    private static final long PER_MINUTE = 120;
    /** The longest that the system works on a request. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(1);

    private static final Charge ONE = new Charge(REQUESTS, 1);

    static final Operation TOKEN = Operation.read("session.token", "${system}:session:read");
    static final Operation LOOK = Operation.read("intent.look", "${system}:intent:read", ONE);
    static final Operation GET = Operation.read("${resources}.get", "${system}:${resource}:read", ONE);
    static final Operation FIND = Operation.read("${resources}.find", "${system}:${resource}:read", ONE);

    final Operation create;
    final Operation update;

    private final HttpTransport transport;

    ${System}Operations(HttpTransport transport) {
        this.transport = transport;
        Strategy byKey = new Strategy(
                "key-header",
                "the system knows the intent's key, and what it did",
                "it does not know the key a minute after the last sending; a repeat is answered with the first reply",
                "none: every write takes a key",
                "none needed");
        Reconciliation reconciliation = new Reconciliation(byKey, true, LONGEST_REQUEST, this::look);
        create = Operation.write("${resources}.create", "${system}:${resource}:create", Effect.CREATE, ONE)
                .reconciledBy(reconciliation);
        update = Operation.write("${resources}.update", "${system}:${resource}:update", Effect.SET, ONE)
                .reconciledBy(reconciliation);
    }

    List<Operation> all() {
        return List.of(GET, FIND, create, update);
    }

    static ConnectorDescriptor describe(String account, List<Operation> operations) {
        Limit requests = new Limit(REQUESTS, Limit.Kind.ROLLING, PER_MINUTE, Duration.ofMinutes(1), Limit.Per.ACCOUNT);
        return new ConnectorDescriptor(SYSTEM, SYSTEM, account, List.of(requests), operations);
    }

    static ConnectorException unsupported(Operation operation, String advice) {
        return Failure.unsent(ErrorCode.UNSUPPORTED, SYSTEM, operation.name(), advice)
                .toException();
    }

    /** What became of a write, by its key: asked after a lost reply, and by {@code recover()} after a restart. */
    private Sighting look(Trace trace, SystemReads reads) {
        HttpRequest request = HttpRequest.get("/api/requests/{key}", trace.stamp());
        return reads.read(Read.of(LOOK, trace.target(), transport.lookUp(request, ${Resource}Records::written)))
                .<Sighting>map(Sighting.Present::new)
                .orElseGet(Sighting.Absent::new);
    }
}
