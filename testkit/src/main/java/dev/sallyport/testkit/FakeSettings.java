package dev.sallyport.testkit;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.internal.FakeTime;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a fake is to run, as its builder collected it; handed to the constructors of packs' own fakes.
 *
 * @param seed the source of all chance
 * @param faults what is to go wrong
 * @param bindAddress the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param clock the fake's time
 * @param maxBodyBytes the longest request body taken
 * @param journalCapacity how many requests the journal keeps
 */
public record FakeSettings(
        long seed,
        FaultPlan faults,
        String bindAddress,
        int port,
        InstantSource clock,
        int maxBodyBytes,
        int journalCapacity) {
    /** Wraps the clock, so that a restored state has the times of then. */
    public FakeSettings {
        clock = FakeTime.of(clock);
    }

    /** How long a duration of the fake's time lasts on the machine's clock; the same unless the clock is scaled. */
    public Duration onMachine(Duration duration) {
        return FakeTime.source(clock) instanceof TimeSource time ? time.onMachine(duration) : duration;
    }
}
