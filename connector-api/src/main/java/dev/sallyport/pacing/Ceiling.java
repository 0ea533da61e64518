package dev.sallyport.pacing;

import java.time.Duration;

/**
 * What a vendor's refusals teach of a limit that is smaller than declared: no more is drawn in a window than was in use
 * when it refused, and then a tenth and a unit more for each further window. For those who write a quota store; times
 * are nanoseconds of one clock. Immutable.
 *
 * @param learned how much may be in use, as it was learned; {@link Long#MAX_VALUE} for nothing
 * @param refusedAt when it was learned
 */
public record Ceiling(long learned, long refusedAt) {
    /** Nothing is learned yet. */
    public static final Ceiling NONE = new Ceiling(Long.MAX_VALUE, 0);

    /** Of a longer window a refusal teaches nothing: it may have another cause, and the mistake would last too long. */
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    /** The vendor refused while so much was in use. Under a quarter of the capacity, somebody else's use is likelier. */
    public Ceiling refused(Limit limit, long used, long now) {
        boolean teaches = limit.kind() != Limit.Kind.CONCURRENT
                && limit.window().toNanos() <= LONGEST
                && used * 4 >= limit.capacity();
        return teaches ? new Ceiling(Math.min(at(limit, now), Math.max(1, used)), now) : this;
    }

    /** How much may be in use; {@link Long#MAX_VALUE} once it has grown to what the limit holds. */
    public long at(Limit limit, long now) {
        if (learned == Long.MAX_VALUE) {
            return learned;
        }
        long windows = Math.max(0, now - refusedAt) / limit.window().toNanos();
        long grown = learned + windows * (1 + learned / 10);
        return grown >= limit.capacity() ? Long.MAX_VALUE : grown;
    }
}
