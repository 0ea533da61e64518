package dev.sallyport.benchmarks;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds how often the sides take turns in JVMs of their own
 * @param iterations iterations of a round, to warm up and then again to measure
 * @param iteration how long one takes
 * @param blocks how often two sides take turns in one process
 * @param calls calls of one side in a turn
 * @param forked whether JMH starts a JVM for each side; without it the figures mean nothing
 */
record Effort(int rounds, int iterations, Duration iteration, int blocks, int calls, boolean forked) {
    /** For figures to be told: about five minutes for everything. */
    static final Effort FULL = new Effort(5, 3, Duration.ofSeconds(1), 120, 250, true);

    /** For a look: about one minute. */
    static final Effort QUICK = new Effort(2, 2, Duration.ofSeconds(1), 30, 200, true);

    /** For a test that everything still runs. */
    static final Effort SMOKE = new Effort(1, 1, Duration.ofMillis(50), 2, 10, false);
}
