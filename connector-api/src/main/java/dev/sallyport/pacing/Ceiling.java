package dev.sallyport.pacing;

import java.time.Duration;

/**
 * What a vendor's refusals teach of a limit that is smaller than declared: no more is drawn in a window than was in use
 * when it refused, and then a tenth and a unit more for each further window. Not thread-safe.
 */
final class Ceiling {
    /** Of a longer window a refusal teaches nothing: it may have another cause, and the mistake would last too long. */
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private final Limit limit;
    private long learned = Long.MAX_VALUE;
    private long refusedAt;

    Ceiling(Limit limit) {
        this.limit = limit;
    }

    /** The vendor refused while so much was in use. Under a quarter of the capacity, somebody else's use is likelier. */
    void refused(long used, long now) {
        if (limit.kind() != Limit.Kind.CONCURRENT
                && limit.window().toNanos() <= LONGEST
                && used * 4 >= limit.capacity()) {
            learned = Math.min(at(now), Math.max(1, used));
            refusedAt = now;
        }
    }

    /** How much may be in use; more than the limit holds if nothing was learned. */
    long at(long now) {
        if (learned == Long.MAX_VALUE) {
            return learned;
        }
        long windows = Math.max(0, now - refusedAt) / limit.window().toNanos();
        long grown = learned + windows * (1 + learned / 10);
        if (grown >= limit.capacity()) {
            learned = Long.MAX_VALUE;
        }
        return grown;
    }
}
