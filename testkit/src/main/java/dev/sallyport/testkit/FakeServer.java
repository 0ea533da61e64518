package dev.sallyport.testkit;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.internal.Engine;
import dev.sallyport.testkit.internal.WireMockDoor;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.FakeRecords;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.ReplyTap;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running fake of some vendor's system, on a port of its own. A pack's own fake extends this; a stranger's pack is started
 * with {@link #of}. Safe for several threads. Close it.
 */
public class FakeServer implements AutoCloseable {
    private final VendorPack pack;
    private final String system;
    private final Engine engine;
    private final WireMockDoor door;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts a fake; it listens when this returns.
     *
     * @param settings from {@link FakeServerBuilder#start(FakeSettings)}
     */
    protected FakeServer(VendorPack pack, FakeSettings settings) {
        this.pack = pack;
        system = pack.name();
        engine = new Engine(pack, settings);
        door = WireMockDoor.open(engine, settings);
    }

    /** Sets up a fake of any pack. */
    public static Builder of(VendorPack pack) {
        return new Builder(pack);
    }

    /** What this vendor asks of its clients. */
    public final HouseRules houseRules() {
        return engine.houseRules();
    }

    /** The limits that this vendor enforces. */
    public final List<Quota> limits() {
        return engine.limits();
    }

    /** What the tokens given out may do, by their hash as it stands in the journal; empty where tokens have no rights. */
    public final Map<String, Set<String>> rightsHeld() {
        return engine.rightsHeld();
    }

    /** Which of the rights held a request of this operation made use of; empty where that cannot be told. */
    public final Set<String> rightsUsed(String operation, Access access, Set<String> held) {
        return engine.rightsUsed(operation, access, held);
    }

    /** The root URL without a slash at the end. */
    public final String url() {
        return door.url();
    }

    /** The port on which it listens. */
    public final int port() {
        return door.port();
    }

    /** The pack's name, such as {@code salesforce}. */
    public final String system() {
        return system;
    }

    /** What a client needs to be let in, by name, as the pack says. They are made up and secret to nobody. */
    public Map<String, String> credentials() {
        return seeState(pack::login);
    }

    /** What shows whether orders in its records were obeyed; a pack's own fake says its own. The judge asks for them. */
    public List<Canary> canaries() {
        return List.of();
    }

    /**
     * The defects in its records, each by the vendor's record id and field, as {@code Scorecard} takes them; a pack's own
     * fake says its own. For a judge only.
     */
    public Stream<Label> labels() {
        return Stream.empty();
    }

    /** A door to the records behind the vendor's back, as the pack says. */
    public FakeRecords records() {
        return new LockedRecords(pack.records());
    }

    /** What time it is for the fake. */
    public final Instant now() {
        return engine.now();
    }

    /** Every effect committed until now. Late effects may still come: see {@link #awaitLateEffects}. */
    public final Truth truth() {
        return engine.truth();
    }

    /** The requests served until now. */
    public final Journal journal() {
        return engine.journal();
    }

    /**
     * A part of the journal, for those who read it while it grows.
     *
     * @param from the position of the first entry wanted, from 0; where that was dropped, the oldest one there is
     * @param atMost how many entries at most
     */
    public final JournalPage journal(long from, int atMost) {
        return engine.journal(from, atMost);
    }

    /** What is planned to go wrong from now on. */
    public final FaultPlan plan() {
        return engine.plan();
    }

    /** Replaces the plan: draws, hits and downtimes start anew; state, truth and journal stay. It survives {@link #reset}. */
    public final void plan(FaultPlan changed) {
        engine.plan(changed);
    }

    /** Listens on the wire from now on, or changes replies there; {@link ReplyTap#NONE} ends it. It survives {@link #reset}. */
    public final void tap(ReplyTap listener) {
        engine.tap(Objects.requireNonNull(listener, "listener"));
    }

    /** How many connections of clients stand open now, idle ones too. */
    public final int connections() {
        return door.connections();
    }

    /** Where each quota stands now, for the five keys at most that used most of it; key and use are empty where none did. */
    public final List<QuotaState> quotas() {
        return engine.quotas();
    }

    /** Which of the planned faults were met until now. */
    public final FaultReport faults() {
        return engine.faults();
    }

    /** How many requests each quota has refused, by its name; quotas that refused none are left out. */
    public final Map<String, Long> quotaRefusals() {
        return engine.quotaRefusals();
    }

    /** What failed inside the fake; whoever looks here has seen it, so that {@link #close} does not throw it again. */
    public final List<Problem> problems() {
        return engine.problems();
    }

    /** How many effects were put off and are still to come. */
    public final int lateEffectsPending() {
        return engine.lateEffectsPending();
    }

    /**
     * Waits in real time until no effect is still to come.
     *
     * @throws IllegalStateException if some are left after that time, or the thread is interrupted
     */
    public final void awaitLateEffects(Duration atMost) {
        engine.awaitLateEffects(atMost);
    }

    /** Puts state, truth, journal, faults, quotas, downtimes and problems back to the start, and drops late effects. */
    public final void reset() {
        engine.reset();
    }

    /**
     * Keeps the state as it is now: records, tokens, cursors and the truth.
     *
     * @throws IllegalStateException if more has happened since the start or the last reset than is remembered: 100,000 changes,
     *     or 64 MiB of requests
     */
    public final Snapshot snapshot() {
        return new Snapshot(now(), truth().count(), new Kept(this, engine.snapshot()));
    }

    /**
     * Puts state and truth back to what they were then, and drops late effects; journal, faults, quotas and the plan stay. It
     * takes as long as what had been done until then took the fake.
     *
     * @throws IllegalArgumentException if the snapshot is another fake's
     */
    public final void restore(Snapshot snapshot) {
        if (!(snapshot.content() instanceof Kept kept) || kept.owner() != this) {
            throw new IllegalArgumentException("the snapshot is another fake's");
        }
        engine.restore(kept.state());
    }

    /** What is in a snapshot. */
    private record Kept(FakeServer owner, Object state) {}

    /** Looks at the pack's state without changing it, as a shared read's handler does; for packs' own doors into their state. */
    protected final <T> T seeState(Supplier<T> look) {
        return engine.look(look);
    }

    /** Runs work on the pack's state alone, as a write's handler runs; for packs' own doors into their state. */
    protected final <T> T withState(Supplier<T> work) {
        return engine.alone(work);
    }

    /**
     * Stops listening, cuts open connections, drops late effects and ends every thread of the fake.
     *
     * @throws IllegalStateException if something failed inside the fake and nobody looked at {@link #problems()}
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            door.close();
            engine.close();
        }
    }

    /** The pack's records, asked as its handlers are. */
    private final class LockedRecords implements FakeRecords {
        private final FakeRecords records;

        LockedRecords(FakeRecords records) {
            this.records = records;
        }

        @Override
        public List<String> resources() {
            return records.resources();
        }

        @Override
        public long count(String resource) {
            return seeState(() -> records.count(resource));
        }

        @Override
        public List<Map<String, Object>> page(String resource, long from, int atMost) {
            return seeState(() -> records.page(resource, from, atMost));
        }

        @Override
        public String add(String resource, Map<String, ? extends @Nullable Object> fields) {
            return withState(() -> records.add(resource, fields));
        }
    }

    /** Sets up a fake of any pack; see {@link FakeServerBuilder} for the defaults. */
    public static final class Builder extends FakeServerBuilder<FakeServer, Builder> {
        private final VendorPack pack;

        private Builder(VendorPack pack) {
            this.pack = pack;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected FakeServer start(FakeSettings settings) {
            return new FakeServer(pack, settings);
        }
    }
}
