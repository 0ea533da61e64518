package dev.sallyport.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One counter of one limit. A unit is in flight until its attempt is over, and counts in the window only from then on:
 * the vendor counted it somewhere in between, so two budgets never meet in one window of the vendor's. Times are
 * nanoseconds since the epoch. Not thread-safe: the store guards it.
 */
final class Counter {
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();
    private Limit limit;
    private Tally tally;
    private final Leases leases;
    private Ceiling ceiling = Ceiling.NONE;
    private long inFlight;
    private long pausedUntil = Long.MIN_VALUE;
    private long newestAnswer = Long.MIN_VALUE;

    Counter(Limit limit) {
        this.limit = limit;
        this.tally = Tally.of(limit);
        this.leases = new Leases(limit.window());
    }

    /** The limit may have been read anew: what was used stays used. */
    void under(Limit now, long when) {
        if (now.equals(limit)) {
            return;
        }
        if (now.kind() != limit.kind() || !now.window().equals(limit.window())) {
            long used = tally.used(when);
            tally = Tally.of(now);
            tally.add(used, when);
        }
        limit = now;
        ceiling = Ceiling.NONE;
    }

    boolean fits(Draw draw, long now) {
        return now >= pausedUntil && used(now) + draw.units() <= room(draw, now);
    }

    Leases.@Nullable Lease take(int units, long now) {
        if (limit.kind() == Limit.Kind.CONCURRENT) {
            return leases.take(units, now);
        }
        inFlight += units;
        return null;
    }

    /** Units of an attempt that is over; those that were never sent do not count. */
    void end(Leases.@Nullable Lease lease, long taken, long used, long now) {
        if (lease != null) {
            leases.release(lease);
            return;
        }
        inFlight -= taken;
        if (used > 0) {
            tally.add(used, now);
        }
    }

    /** A reply that cost more or less than was taken. */
    void correct(long units) {
        inFlight += units;
    }

    /** When so many units will fit for a draw. */
    long opensAt(Draw draw, long units, long now) {
        long start = Math.max(now, pausedUntil);
        long needed = used(now) + units - room(draw, now);
        if (needed <= 0) {
            return start;
        }
        boolean concurrent = limit.kind() == Limit.Kind.CONCURRENT;
        return Math.max(start, concurrent ? now + LOOK_AGAIN : tally.freesAt(needed, now));
    }

    /** The vendor said that the limit is reached. */
    void refused(long now) {
        ceiling = ceiling.refused(limit, tally.used(now), now);
    }

    void pauseUntil(long until) {
        pausedUntil = Math.max(pausedUntil, until);
    }

    /** Believes a vendor that says that less is left; an answer to an older question than the last is not news. */
    void left(long remaining, long resetAt, long asked, long now) {
        if (limit.kind() == Limit.Kind.CONCURRENT || asked < newestAnswer) {
            return;
        }
        newestAnswer = Math.min(asked, now);
        boolean known = resetAt > now && resetAt <= now + limit.window().toNanos();
        if (known) {
            tally.align(resetAt, now);
        }
        long tooMany = limit.capacity() - used(now) - Math.max(0, remaining);
        if (tooMany >= 0) {
            tally.addForeign(tooMany, now);
        }
        if (known && remaining <= 0) {
            pauseUntil(resetAt);
        }
    }

    boolean idle(long now) {
        return used(now) == 0 && now >= pausedUntil;
    }

    private long room(Draw draw, long now) {
        return Math.max(draw.units(), Math.min(draw.room(), ceiling.at(limit, now)));
    }

    private long used(long now) {
        return limit.kind() == Limit.Kind.CONCURRENT ? leases.held(now) : inFlight + tally.used(now);
    }
}
