package dev.sallyport.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Full jitter from a seed: a wait is anywhere between nothing and its bound. Thread-safe. */
final class Jitter {
    private static final long SHORTEST = Duration.ofMillis(50).toNanos();
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();
    private final AtomicLong state;

    Jitter(long seed) {
        state = new AtomicLong(seed);
    }

    /** The wait before the next try after {@code failures} in a row. */
    Duration backoff(int failures) {
        long bound = Math.min(LONGEST, SHORTEST << Math.min(20, failures));
        return Duration.ofNanos((long) (fraction() * bound));
    }

    /** A little more than asked, so that those who were told the same instant do not come back together. */
    Duration spread(Duration asked) {
        long bound = Math.min(Duration.ofSeconds(1).toNanos(), Math.max(1_000_000, asked.toNanos() / 5));
        return Duration.ofNanos((long) (fraction() * bound));
    }

    /** Anything between nothing and a bound. */
    Duration upTo(Duration bound) {
        return Duration.ofNanos((long) (fraction() * bound.toNanos()));
    }

    private double fraction() {
        long mixed = state.addAndGet(0x9E3779B97F4A7C15L);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
