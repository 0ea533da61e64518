package dev.sallyport.testkit.contract;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.database.CommitFaults;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.database.WireFault;
import dev.sallyport.testkit.fault.FaultKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database behind a wire. Its engine keeps its own time. */
final class DatabaseRig extends Rig<FakeDatabase> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(40);
    private static final Duration LATE = Duration.ofMillis(400);
    private final Supplier<FakeDatabase> opening;
    private final String effects;
    private @Nullable FakeDatabase database;

    DatabaseRig(Supplier<FakeDatabase> opening, String effects) {
        this.opening = opening;
        this.effects = effects;
    }

    @Override
    void start(InstantSource clock) {
        database = opening.get();
    }

    @Override
    FakeDatabase fake() {
        return Objects.requireNonNull(database, "the rig is not started");
    }

    @Override
    Optional<FakeServer> server() {
        return Optional.empty();
    }

    /**
     * What is in the tables is put back by the contract's seed: to make the database anew for each trial takes too long.
     * What the trial before still had on its way must not be taken for something that this one sends.
     */
    @Override
    void fresh() {
        land();
        fake().wire().up();
        if (!Together.until(PATIENCE, () -> connections() == 0)) {
            fake().wire().cut();
            Seen.unless(
                    Together.until(PATIENCE, () -> connections() == 0),
                    "connections of a connector that was closed cannot even be cut");
        }
        fake().wire().disarm();
        fake().wire().delay(Duration.ZERO);
        fake().wire().faults(CommitFaults.none());
    }

    @Override
    long sent() {
        return fake().wire().sent();
    }

    /** A pool opens connections while nobody looks. */
    @Override
    void settle() {
        long before = -1;
        for (int i = 0; i < 50 && before != sent(); i++) {
            before = sent();
            Together.until(QUIET, () -> false);
        }
    }

    @Override
    long effects() {
        return fake().count(effects);
    }

    @Override
    boolean befall(FaultKind kind) {
        Optional<WireFault> fault = switch (kind) {
            case RESET_BEFORE -> Optional.of(WireFault.BEFORE_COMMIT);
            case REPLY_LOST -> Optional.of(WireFault.AFTER_COMMIT);
            case LATE_EFFECT -> Optional.of(WireFault.HELD_BACK);
            default -> Optional.empty();
        };
        fault.ifPresent(fake().wire()::arm);
        if (kind == FaultKind.LATE_EFFECT) {
            landLater();
        }
        return fault.isPresent();
    }

    private void landLater() {
        Thread thread = new Thread(
                () -> {
                    Together.until(LATE, () -> false);
                    land();
                },
                "wire-late");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    boolean befell() {
        return !fake().wire().isArmed();
    }

    @Override
    void land() {
        fake().wire().letGo();
    }

    @Override
    long connections() {
        return fake().wire().connections();
    }

    @Override
    void close() {
        fake().close();
    }
}
