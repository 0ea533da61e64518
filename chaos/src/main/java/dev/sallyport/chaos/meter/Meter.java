package dev.sallyport.chaos.meter;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A connector to a metered system, made of the same pieces as any other. Thread-safe. Close it. */
public final class Meter implements AutoCloseable {
    private static final String LIMIT = "account";
    private static final Charge ONE = new Charge(LIMIT, 1);
    private static final Operation CALL = Operation.read("calls.get", "meter:call:read", ONE);
    private static final Operation LOOK = Operation.read("intent.look", "meter:intent:read", ONE);

    private static final Grant GRANT = Grant.to("chaos").allow("meter:call:read", "meter:mark:create");

    private static final long MOST_MARKS = 1_000;

    private final HttpTransport transport;
    private final Pipeline pipeline;
    private final Operation mark;
    private final Session session;

    private Meter(HttpTransport transport, Pipeline pipeline, Operation mark, Session session) {
        this.transport = transport;
        this.pipeline = pipeline;
        this.mark = mark;
        this.session = session;
    }

    /** A limit of the whole account. */
    public static Limit limit(Limit.Kind kind, long capacity, Duration window) {
        return new Limit(LIMIT, kind, capacity, window, Limit.Per.ACCOUNT);
    }

    /** Connects; the limit is what this client believes. */
    public static Meter connect(URI address, Limit believed, Safeguards safeguards) {
        HttpTransport transport =
                HttpTransport.to(address, new Heard(), Authorization.fixed("Bearer meter"), safeguards.time());
        Operation mark = Operation.write("marks.make", "meter:mark:create", Effect.CREATE, ONE)
                .reconciledBy(new Reconciliation("unique-key", true, Duration.ofMinutes(1), (trace, reads) -> {
                    Read<Boolean> look = Read.of(LOOK, null, context -> isThere(transport, trace.stamp(), context));
                    return reads.read(look)
                            ? new Sighting.Present(Written.ours(new Ref("mark", trace.stamp()), null))
                            : new Sighting.Absent();
                }));
        Pipeline pipeline = Pipeline.open(
                new ConnectorDescriptor("meter", "meter", "chaos", List.of(believed), List.of(CALL, mark)), safeguards);
        Session session = pipeline.bind(GRANT);
        return new Meter(transport, pipeline, mark, session);
    }

    private static boolean isThere(HttpTransport transport, String stamp, AttemptContext context)
            throws AttemptFailure {
        try {
            return transport
                    .exchange(HttpRequest.get("/marks/{stamp}", stamp), reply -> true)
                    .run(context);
        } catch (AttemptFailure failure) {
            if (failure.code() == ErrorCode.NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * One call that counts.
     *
     * @throws dev.sallyport.error.ConnectorException if it is refused or fails
     */
    public void call(String id) {
        call(session, id);
    }

    private void call(Session caller, String id) {
        pipeline.read(
                caller, Read.of(CALL, null, transport.exchange(HttpRequest.get("/calls/{id}", id), reply -> true)));
    }

    /** The same calls in a lane. */
    public Calls in(Lane lane) {
        Session inLane = pipeline.bind(GRANT.inLane(lane));
        return id -> call(inLane, id);
    }

    /** Calls in one lane. */
    @FunctionalInterface
    public interface Calls {
        /**
         * One call that counts.
         *
         * @throws dev.sallyport.error.ConnectorException if it is refused or fails
         */
        void call(String id);
    }

    /** Makes a mark, once for each key, and draws on the budget of a task. */
    public Outcome<Receipt> mark(String task, String key) {
        return pipeline.write(
                pipeline.bind(GRANT.forTask(task).maxWrites(MOST_MARKS)),
                Write.of(
                        mark,
                        Intent.keyed(key),
                        null,
                        Map.of("key", key),
                        transport.exchange(
                                context -> HttpRequest.of("PUT", "/marks/{stamp}", context.stamp()),
                                reply -> Written.ours(new Ref("mark", text(reply)), null))));
    }

    private static String text(HttpReply reply) {
        return reply.body().map(body -> body.path("id").asString("")).orElse("");
    }

    /** Asks after open intents and forgets old ones. */
    public void recover() {
        pipeline.recover();
    }

    @Override
    public void close() {
        transport.close();
    }

    private static final class Heard implements Dialect {
        @Override
        public AttemptFailure failure(HttpReply reply, boolean write) {
            AttemptFailure usual = StatusTable.usual(reply, write);
            return write && reply.status() == 409 ? usual.asAmbiguous() : usual;
        }

        @Override
        public void limits(HttpReply reply, AttemptContext context) {
            reply.header(MeterPack.LEFT)
                    .filter(text -> text.matches("\\d{1,9}"))
                    .ifPresent(left -> context.observe(LIMIT, Observation.left(Long.parseLong(left))));
        }
    }
}
