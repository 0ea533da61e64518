package dev.sallyport.benchmarks;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.pipeline.Stage;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The pipeline of an invented system whose transport answers at once, and one grant. */
final class Door {
    private static final Ref THING = new Ref("thing", "4711");
    private static final Limit DAILY =
            new Limit("daily", Limit.Kind.FIXED, Long.MAX_VALUE / 4, Duration.ofDays(1), Limit.Per.ACCOUNT);
    private static final Operation GET = Operation.read("things.get", "crm:thing:read", new Charge("daily", 1));
    private static final Operation UPDATE =
            Operation.write("things.update", "crm:thing:update", Effect.SET, new Charge("daily", 1));
    private static final ConnectorDescriptor SYSTEM =
            new ConnectorDescriptor("invented", "crm", "acme", List.of(DAILY), List.of(GET, UPDATE));
    private static final Map<String, String> CONTENT = Map.of("status", "open", "priority", "high");

    private final Pipeline pipeline;
    private final Session session;
    private final Read<String> read;

    private Door(Pipeline pipeline, Attempt<String> attempt) {
        this.pipeline = pipeline;
        this.session = pipeline.bind(Grant.to("agent")
                .onBehalfOf("maria@acme.example")
                .forTask("T-4711")
                .allow("crm:thing:read", "crm:thing:update")
                .mask("crm:thing:phone")
                .until(pipeline.time().now().plus(Duration.ofDays(1))));
        this.read = Read.of(GET, THING, attempt);
    }

    static Door open(Safeguards safeguards) {
        return new Door(Pipeline.open(SYSTEM, safeguards), context -> "a thing");
    }

    /** Tells each stage that a call enters. */
    static Door watched(Safeguards safeguards, Consumer<Stage> watcher) {
        return new Door(Pipeline.watched(SYSTEM, safeguards, watcher), context -> "a thing");
    }

    /** A door whose reads take as long as the attempt does. */
    static Door waiting(Safeguards safeguards, Attempt<String> attempt) {
        return new Door(Pipeline.open(SYSTEM, safeguards), attempt);
    }

    String read() {
        return pipeline.read(session, read);
    }

    /** A write of its own: two fields of one record. */
    Outcome<Receipt> write() {
        return pipeline.write(
                session, Write.of(UPDATE, Intent.automatic(), THING, CONTENT, context -> Written.ours(THING, null)));
    }
}
