package dev.sallyport.testkit;

import dev.sallyport.testkit.fault.FaultPlan;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Sets up a fake. A pack's own builder extends this and adds what its vendor has: plans, kinds of org, a world.
 *
 * <p>Defaults: seed 1, no faults, any free port on 127.0.0.1, the system's clock, request bodies up to 10 MiB, a journal
 * of 100,000 requests. Not for several threads.
 *
 * @param <F> the fake that it starts
 * @param <B> the builder itself
 */
public abstract class FakeServerBuilder<F extends FakeServer, B extends FakeServerBuilder<F, B>> {
    private long seed = 1;
    private FaultPlan faults = FaultPlan.none();
    private String bindAddress = "127.0.0.1";
    private int port;
    private InstantSource clock = InstantSource.system();
    private int maxBodyBytes = 10 * 1024 * 1024;
    private int journalCapacity = 100_000;

    /** For subclasses. */
    protected FakeServerBuilder() {}

    /** This builder as its own type. */
    protected abstract B self();

    /** Makes the fake, listening. */
    protected abstract F start(FakeSettings settings);

    /** Sets the source of all chance: the same seed and the same work meet the same faults. */
    public B seed(long value) {
        seed = value;
        return self();
    }

    /** Sets what is to go wrong. */
    public B faults(FaultPlan plan) {
        faults = Objects.requireNonNull(plan, "faults");
        return self();
    }

    /** Sets the port; 0 takes any free one. */
    public B port(int number) {
        port = number;
        return self();
    }

    /** Sets the address to listen on. Anything but loopback lets other machines in. */
    public B bindAddress(String address) {
        bindAddress = Objects.requireNonNull(address, "bindAddress");
        return self();
    }

    /**
     * Sets the fake's time: stamps, the {@code Date} header, quota windows and downtimes follow it. Delays do too if it is a
     * {@link dev.sallyport.testkit.time.ScaledClock} or a {@link dev.sallyport.testkit.time.SteppingClock}; with any other
     * clock they are real.
     */
    public B clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "clock");
        return self();
    }

    /** Sets the longest request body taken, in bytes; longer ones are answered with the vendor's 413. */
    public B maxBodyBytes(int bytes) {
        maxBodyBytes = bytes;
        return self();
    }

    /** Sets how many requests the journal keeps; the oldest go first. */
    public B journalCapacity(int requests) {
        journalCapacity = requests;
        return self();
    }

    /**
     * Starts the fake; it listens when this returns.
     *
     * @throws IllegalArgumentException if a setting is out of range
     */
    public final F start() {
        requireRange("port", port, 0, 65_535);
        requireRange("maxBodyBytes", maxBodyBytes, 0, Integer.MAX_VALUE);
        requireRange("journalCapacity", journalCapacity, 0, Integer.MAX_VALUE);
        return start(new FakeSettings(seed, faults, bindAddress, port, clock, maxBodyBytes, journalCapacity));
    }

    private static void requireRange(String field, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(field + " must be " + lowest + " to " + highest + ", not " + value);
        }
    }
}
