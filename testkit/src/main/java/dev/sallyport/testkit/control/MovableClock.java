package dev.sallyport.testkit.control;

import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for fakes that can be set ahead and sped up while they run; it never goes back. It starts with the system's time
 * and speed 1. Stamps, tokens, quotas, downtimes and delays follow it. Safe for several threads.
 */
public final class MovableClock implements InstantSource, TimeSource {
    /** The highest speed. */
    public static final double FASTEST = 20;

    private static final Duration LONGEST_STEP = Duration.ofDays(366);

    private Instant origin = Instant.now();
    private long since = System.nanoTime();
    private double speed = 1;

    /** A clock with the system's time and speed 1. */
    public MovableClock() {}

    @Override
    public synchronized Instant instant() {
        return origin.plusNanos((long) ((System.nanoTime() - since) * speed));
    }

    @Override
    public Instant now() {
        return instant();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        TimeSource.system().sleep(onMachine(duration));
    }

    @Override
    public Duration onMachine(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() / speed()));
    }

    /** How many seconds pass here in one real second. */
    public synchronized double speed() {
        return speed;
    }

    /**
     * Changes the speed from now on.
     *
     * @throws IllegalArgumentException unless more than 0 and at most 20
     */
    public synchronized void speed(double factor) {
        if (!(factor > 0 && factor <= FASTEST)) {
            throw new IllegalArgumentException("speed must be more than 0 and at most " + FASTEST + ", not " + factor);
        }
        rebase();
        speed = factor;
    }

    /**
     * Sets the clock ahead.
     *
     * @throws IllegalArgumentException if negative or more than 366 days
     */
    public synchronized void step(Duration ahead) {
        if (ahead.isNegative() || ahead.compareTo(LONGEST_STEP) > 0) {
            throw new IllegalArgumentException("step must be 0 to 366 days, not " + ahead);
        }
        rebase();
        origin = origin.plus(ahead);
    }

    private void rebase() {
        long now = System.nanoTime();
        origin = origin.plusNanos((long) ((now - since) * speed));
        since = now;
    }
}
