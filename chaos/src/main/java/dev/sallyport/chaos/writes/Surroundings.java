package dev.sallyport.chaos.writes;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;

/**
 * What all HTTP systems of one run share.
 *
 * @param seed the source of chance
 * @param clock the one clock of fakes and client
 * @param plan what goes wrong
 */
record Surroundings(long seed, ScaledClock clock, FaultPlan plan) {
    /** How long a call may take. */
    static final Duration DEADLINE = Duration.ofSeconds(80);

    /** How long one attempt may take. */
    static final Duration ATTEMPT = Duration.ofSeconds(20);

    /** Longer than a call may take. */
    static final Duration OUTAGE = Duration.ofSeconds(110);
}
