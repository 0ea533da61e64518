package dev.sallyport.support;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.pipeline.Stage;
import dev.sallyport.query.Field;
import dev.sallyport.spi.Attempt;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The smallest connector: things in a shop, spoken to over HTTP, with everything that a test wants to look at. */
public final class Shop implements AutoCloseable {
    public static final Charge ONE = new Charge("account", 1);
    public static final Operation GET = Operation.read("things.get", "crm:thing:read", ONE);
    public static final Operation LOOK = Operation.read("intent.look", "crm:intent:read", ONE);
    public static final Ref THING = new Ref("thing", "t1");
    public static final Field<Thing, String> OWNER = Field.of("crm:thing", "owner", String.class, Thing::owner);

    public final SteppingTime time;
    public final RecordingAudit audit = new RecordingAudit();
    public final List<Stage> stages = new CopyOnWriteArrayList<>();
    public final ScriptedHost host;
    public final Pipeline pipeline;
    public final HttpTransport transport;
    public final Operation create;
    public final Operation update;
    public final Operation delete;

    /** A thing. */
    public record Thing(Ref ref, String name, String owner) {}

    private Shop(Builder settings) {
        time = settings.time;
        host = settings.host;
        transport = HttpTransport.to(host.uri(), settings.dialect, settings.authorization, time);
        create = found(Operation.write("things.create", "crm:thing:create", Effect.CREATE, ONE), settings);
        update = found(Operation.write("things.update", "crm:thing:update", Effect.SET, ONE), settings);
        delete = found(Operation.write("things.delete", "crm:thing:delete", Effect.DELETE, ONE), settings);
        Limit limit =
                new Limit("account", Limit.Kind.ROLLING, settings.capacity, Duration.ofMinutes(1), Limit.Per.ACCOUNT);
        ConnectorDescriptor descriptor =
                new ConnectorDescriptor("shop", "crm", "acme", List.of(limit), List.of(GET, create, update, delete));
        pipeline = Pipeline.watched(
                descriptor,
                settings.safeguards
                        .time(time)
                        .audit(settings.audit == null ? audit : settings.audit)
                        .seed(7)
                        .build(),
                stages::add);
    }

    public static Builder builder() {
        return new Builder();
    }

    public static Shop open() {
        return builder().build();
    }

    public Session under(Grant grant) {
        return pipeline.bind(grant);
    }

    public Session unlimited() {
        return under(Grant.to("agent").allow("crm:*:*"));
    }

    public JsonNode get(Session session) {
        return pipeline.read(session, Read.of(GET, THING, json()));
    }

    public Attempt<JsonNode> json() {
        return transport.exchange(
                HttpRequest.get("/things/{id}", THING.id()),
                reply -> reply.body().orElseThrow());
    }

    public Outcome<Receipt> create(Session session, Intent intent, Map<String, ?> content) {
        return pipeline.write(session, Write.of(create, intent, null, content, posted(content)));
    }

    public Outcome<Receipt> create(Session session) {
        return create(session, Intent.automatic(), Map.of("name", "lamp"));
    }

    public Outcome<Receipt> update(Session session, Map<String, ?> content) {
        return pipeline.write(session, Write.of(update, Intent.automatic(), THING, content, posted(content)));
    }

    /** An update whose record can be read for rules and plans. */
    public Outcome<Receipt> guardedUpdate(Session session, Map<String, ?> content) {
        Read<Fetched<Thing>> fresh = Read.of(GET, THING, context -> thing(json().run(context)));
        Write write = Write.of(update, Intent.automatic(), THING, content, posted(content));
        return pipeline.write(session, write.guardedBy("crm:thing", fresh));
    }

    private static Fetched<Thing> thing(JsonNode json) {
        Thing thing = new Thing(
                THING, json.path("name").asString(""), json.path("owner").asString(""));
        return new Fetched<>(thing, List.of(), null, Map.of());
    }

    private Attempt<Written> posted(Map<String, ?> content) {
        return transport.exchange(
                context -> {
                    ObjectNode body = JsonNodeFactory.instance.objectNode();
                    content.forEach((name, value) -> body.put(name, String.valueOf(value)));
                    return HttpRequest.of("POST", "/things").json(body.put("stamp", context.stamp()));
                },
                reply -> Written.ours(
                        new Ref(
                                "thing",
                                reply.body().orElseThrow().required("id").asString()),
                        null));
    }

    private Operation found(Operation operation, Builder settings) {
        return settings.absenceAfter == null
                ? operation
                : operation.reconciledBy(new Reconciliation(
                        "by-stamp",
                        settings.conditional,
                        settings.absenceAfter,
                        (trace, reads) -> reads.read(Read.of(LOOK, null, context -> look(trace.stamp(), context)))));
    }

    /** By {@code GET /intents/STAMP}: 200 is present, 404 is absent, 409 is unclear. */
    private Sighting look(String stamp, AttemptContext context) throws AttemptFailure {
        try {
            return transport
                    .exchange(HttpRequest.get("/intents/{stamp}", stamp), Shop::present)
                    .run(context);
        } catch (AttemptFailure failure) {
            if (failure.code() == ErrorCode.NOT_FOUND) {
                return new Sighting.Absent();
            }
            if (failure.code() == ErrorCode.CONFLICT) {
                return new Sighting.Unclear();
            }
            throw failure;
        }
    }

    private static Sighting present(HttpReply reply) {
        return new Sighting.Present(Written.ours(
                new Ref("thing", reply.body().orElseThrow().required("id").asString()), null));
    }

    @Override
    public void close() {
        transport.close();
        host.close();
    }

    /** What a test wants otherwise. */
    public static final class Builder {
        private SteppingTime time = new SteppingTime();
        private ScriptedHost host = new ScriptedHost();
        private Safeguards.Builder safeguards = Safeguards.builder();
        private Authorization authorization = Authorization.fixed("Bearer top-secret-token");
        private Dialect dialect = StatusTable::usual;
        private AuditLog audit;
        private boolean conditional;
        private Duration absenceAfter;
        private long capacity = 1_000;

        private Builder() {}

        public Builder host(ScriptedHost newHost) {
            host = newHost;
            return this;
        }

        public Builder time(SteppingTime newTime) {
            time = newTime;
            return this;
        }

        public Builder safeguards(Safeguards.Builder newSafeguards) {
            safeguards = newSafeguards;
            return this;
        }

        public Builder ledger(Ledger ledger) {
            safeguards.ledger(ledger);
            return this;
        }

        public Builder auditedBy(AuditLog newAudit) {
            audit = newAudit;
            return this;
        }

        public Builder authorization(Authorization newAuthorization) {
            authorization = newAuthorization;
            return this;
        }

        public Builder dialect(Dialect newDialect) {
            dialect = newDialect;
            return this;
        }

        /** Writes are found again by their stamp; without this, nothing can tell. */
        public Builder found(boolean resendIsConditional, Duration newAbsenceAfter) {
            conditional = resendIsConditional;
            absenceAfter = newAbsenceAfter;
            return this;
        }

        public Builder capacity(long newCapacity) {
            capacity = newCapacity;
            return this;
        }

        public Shop build() {
            return new Shop(this);
        }
    }
}
