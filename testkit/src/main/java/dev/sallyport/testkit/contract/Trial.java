package dev.sallyport.testkit.contract;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A connector, just connected to its fake, whose records are just seeded. */
final class Trial<C extends Connector, F> implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    static final Duration ATTEMPT = Duration.ofSeconds(2);
    private final Rig<F> rig;
    private final LeapingClock clock;
    private final Witness witness;
    private final C connector;
    private final long connectionsBefore;
    private long sentBefore;
    private final long effectsBefore;

    Trial(ConnectorContract<C, F> contract, Rig<F> rig, LeapingClock clock, UnaryOperator<Safeguards.Builder> terms) {
        this.rig = rig;
        this.clock = clock;
        clock.walk(false);
        rig.fresh();
        contract.seed(rig.fake());
        connectionsBefore = rig.connections();
        witness = new Witness(rig::effects);
        Safeguards.Builder safeguards = Safeguards.builder()
                .time(clock)
                .audit(witness)
                .telemetry(witness)
                .deadline(DEADLINE)
                .attemptTimeout(ATTEMPT)
                .seed(1);
        connector = contract.connect(rig.fake(), terms.apply(safeguards).build());
        sentBefore = rig.sent();
        effectsBefore = rig.effects();
    }

    /** Counts what is sent from now on, once nothing is sent that nobody asked for. */
    Trial<C, F> settled() {
        rig.settle();
        sentBefore = rig.sent();
        return this;
    }

    C connector() {
        return connector;
    }

    Rig<F> rig() {
        return rig;
    }

    LeapingClock clock() {
        return clock;
    }

    Witness witness() {
        return witness;
    }

    /** Connections that stand open since it was connected. */
    long connections() {
        return rig.connections() - connectionsBefore;
    }

    /** What was sent since it was connected. */
    long sent() {
        return rig.sent() - sentBefore;
    }

    /** What was committed since it was connected. */
    long effects() {
        return rig.effects() - effectsBefore;
    }

    Result perform(Exercise<C> exercise, Grant grant) {
        return perform(exercise, grant, Intent.automatic());
    }

    Result perform(Exercise<C> exercise, Grant grant, Intent intent) {
        return result(() -> exercise.run(connector, grant, intent));
    }

    /** Tries something, whatever comes of it. */
    Result result(Work work) {
        Result result;
        try {
            result = new Result(work.run(), null);
        } catch (Seen | Seen.Nothing ofTheContract) {
            throw ofTheContract;
        } catch (Exception | AssertionError failure) {
            result = new Result(null, failure);
        }
        witness.tell(result.value() == null ? "" : "result " + result.outcomes());
        for (Throwable cause = result.error(); cause != null; cause = cause.getCause()) {
            witness.tell(cause);
        }
        result.outcomes().stream().filter(one -> !one.isCommitted()).forEach(one -> tell(Result.reason(one)));
        return result;
    }

    private void tell(Throwable reason) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            witness.tell(cause);
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Work {
        @org.jspecify.annotations.Nullable
        Object run() throws Exception;
    }

    @Override
    public void close() {
        connector.close();
        rig.land();
        clock.walk(false);
        clock.meanwhile(() -> {});
    }
}
