package dev.sallyport.testkit.contract;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.ReplyTap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fake that speaks HTTP. */
final class ServerRig<F extends FakeServer> extends Rig<F> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final FakeServerBuilder<F, ?> builder;
    private @Nullable F fake;

    ServerRig(FakeServerBuilder<F, ?> builder) {
        this.builder = builder;
    }

    @Override
    void start(InstantSource clock) {
        fake = builder.clock(clock).start();
    }

    @Override
    F fake() {
        return Objects.requireNonNull(fake, "the rig is not started");
    }

    @Override
    Optional<FakeServer> server() {
        return Optional.of(fake());
    }

    @Override
    void fresh() {
        fake().tap(ReplyTap.NONE);
        fake().plan(FaultPlan.none());
        fake().reset();
    }

    @Override
    long sent() {
        return fake().journal(0, 0).count();
    }

    @Override
    long effects() {
        return fake().truth().count();
    }

    @Override
    boolean befall(FaultKind kind) {
        fake().plan(FaultPlan.of(FaultRule.of(kind).on(Access.WRITE).delay(Duration.ofMillis(150))));
        return true;
    }

    @Override
    boolean befell() {
        return fake().plan().rules().stream().anyMatch(rule -> fake().faults().hits(rule.kind()) > 0);
    }

    @Override
    void land() {
        if (fake().lateEffectsPending() > 0) {
            fake().awaitLateEffects(PATIENCE);
        }
    }

    @Override
    long connections() {
        return fake().connections();
    }

    @Override
    void close() {
        fake().problems();
        fake().close();
    }
}
