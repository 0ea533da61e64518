package dev.sallyport.testkit.contract;

import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of fake and connector. It goes with the machine's, but whoever waits on it is at once where he wanted to be, so
 * that a day's wait costs nothing; {@link #walk} makes waits real again. Thread-safe.
 */
final class LeapingClock implements TimeSource, InstantSource {
    /** Below it a wait passes before anything that is under way can happen. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final AtomicLong leapt = new AtomicLong();
    private final AtomicLong waits = new AtomicLong();
    private volatile boolean walking;
    private volatile Runnable meanwhile = () -> {};

    @Override
    public Instant now() {
        return Instant.now().plusNanos(leapt.get());
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        waits.incrementAndGet();
        if (walking) {
            TimeSource.system().sleep(duration);
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the wait");
        }
        if (duration.compareTo(SHORT) >= 0) {
            meanwhile.run();
        }
        leap(duration);
    }

    void leap(Duration duration) {
        leapt.addAndGet(duration.toNanos());
    }

    /** How far it is ahead of the machine's. */
    Duration leapt() {
        return Duration.ofNanos(leapt.get());
    }

    /** How often somebody began to wait. */
    long waits() {
        return waits.get();
    }

    /** Makes waits real, or not. */
    void walk(boolean real) {
        walking = real;
    }

    /** What happens during each longer wait: effects that were on their way arrive. */
    void meanwhile(Runnable happening) {
        meanwhile = happening;
    }
}
