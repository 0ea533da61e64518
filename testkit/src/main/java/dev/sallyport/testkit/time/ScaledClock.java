package dev.sallyport.testkit.time;

import dev.sallyport.time.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that runs faster than the machine's, for a fake and its client alike: stamps, windows, delays, waits, time-outs
 * and deadlines all follow it. Two processes that start one at the same instant and speed agree. Not for figures of
 * pacing: what the machine takes for its work grows with the speed. Safe for several threads.
 */
public final class ScaledClock extends Clock implements TimeSource {
    /** The most: beyond it a thread that waits for the processor for a moment has missed whole seconds. */
    public static final double FASTEST = 20;

    private final Instant origin;
    private final double speed;
    private final ZoneId zone;
    private final AtomicReference<Duration> leapt;

    private ScaledClock(Instant origin, double speed, ZoneId zone, AtomicReference<Duration> leapt) {
        this.origin = origin;
        this.speed = speed;
        this.zone = zone;
        this.leapt = leapt;
    }

    /**
     * A clock that starts now.
     *
     * @param speed seconds that pass on it in one of the machine's, more than 0 and at most 20
     * @throws IllegalArgumentException for any other speed
     */
    public static ScaledClock at(double speed) {
        return since(Instant.now(), speed);
    }

    /**
     * A clock that agreed with the machine's at an instant.
     *
     * @param origin that instant
     * @param speed as for {@link #at}
     * @throws IllegalArgumentException for any other speed
     */
    public static ScaledClock since(Instant origin, double speed) {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed must be more than 0 and at most " + FASTEST + ", not " + speed);
        }
        return new ScaledClock(origin, speed, ZoneOffset.UTC, new AtomicReference<>(Duration.ZERO));
    }

    /**
     * Skips a stretch of time at which nothing happens, for everybody who shares this very clock. Whoever sleeps or waits
     * already does so until the end that was set, so leap when nobody does.
     *
     * @throws IllegalArgumentException if it is negative: this time does not go back
     */
    public void leap(Duration stretch) {
        if (stretch.isNegative()) {
            throw new IllegalArgumentException("a leap goes forward, not " + stretch);
        }
        leapt.accumulateAndGet(stretch, Duration::plus);
    }

    /** When it agreed with the machine's clock. */
    public Instant origin() {
        return origin;
    }

    /** Seconds that pass on it in one of the machine's. */
    public double speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        return origin.plus(times(Duration.between(origin, Instant.now()), speed))
                .plus(leapt.get());
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
        return times(duration, 1 / speed);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ScaledClock(origin, speed, other, leapt);
    }

    private static Duration times(Duration duration, double factor) {
        double seconds = duration.getSeconds() * factor;
        long whole = (long) Math.floor(seconds);
        double nanos = (seconds - whole) * 1e9 + duration.getNano() * factor;
        return Duration.ofSeconds(whole).plusNanos(Math.round(nanos));
    }

    @Override
    public String toString() {
        return "ScaledClock[x" + speed + "]";
    }
}
