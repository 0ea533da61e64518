package dev.sallyport.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * One counter of one limit. A rolling window is cut into slices; a slice is given back only when all of it has left the
 * window, so the count is never below the truth. Callers read the clock before they get here, so time may seem to step
 * back: what is drawn then counts in the newest slice. Not thread-safe: the store guards it.
 */
final class Counter {
    private static final int SLICES = 50;
    private final Limit limit;
    private final long[] counts;
    private final long[] slices;
    private final long sliceNanos;
    private Instant pausedUntil = Instant.MIN;
    private long held;
    private long newest = Long.MIN_VALUE;

    Counter(Limit limit) {
        this.limit = limit;
        int size = limit.kind() == Limit.Kind.ROLLING ? SLICES + 1 : 1;
        this.counts = new long[size];
        this.slices = new long[size];
        long window = limit.window().toNanos();
        this.sliceNanos = limit.kind() == Limit.Kind.ROLLING ? (window + SLICES - 1) / SLICES : window;
    }

    /** This counter if the limit is the same; else one of the new limit that has used as much. */
    Counter under(Limit now, Instant when) {
        if (now.equals(limit)) {
            return this;
        }
        Counter changed = new Counter(now);
        changed.add(used(when), when);
        changed.pauseUntil(pausedUntil);
        return changed;
    }

    long used(Instant now) {
        if (limit.kind() == Limit.Kind.CONCURRENT) {
            return held;
        }
        long current = current(now);
        long used = 0;
        for (int i = 0; i < counts.length; i++) {
            if (slices[i] > current - counts.length) {
                used += counts[i];
            }
        }
        return used;
    }

    boolean fits(int units, Instant now) {
        return !now.isBefore(pausedUntil) && used(now) + units <= limit.capacity();
    }

    void add(long units, Instant now) {
        if (limit.kind() == Limit.Kind.CONCURRENT) {
            held += units;
            return;
        }
        long current = current(now);
        int index = (int) Math.floorMod(current, (long) counts.length);
        if (slices[index] != current) {
            slices[index] = current;
            counts[index] = 0;
        }
        counts[index] += units;
    }

    /** Taken out of the slice in which they were counted: out of a later one, others' units would be forgotten early. */
    void refund(long units, Instant reserved) {
        long slice = slice(reserved);
        int index = (int) Math.floorMod(slice, (long) counts.length);
        if (limit.kind() != Limit.Kind.CONCURRENT && slices[index] == slice) {
            counts[index] = Math.max(0, counts[index] - units);
        }
    }

    /** Ends permits of a concurrent limit. */
    void release(long units) {
        held = Math.max(0, held - units);
    }

    Instant opensAt(int units, Instant now) {
        Instant when = now.isBefore(pausedUntil) ? pausedUntil : now;
        if (limit.kind() == Limit.Kind.CONCURRENT) {
            return used(now) + units <= limit.capacity() ? when : latest(when, now.plus(Duration.ofMillis(20)));
        }
        long current = current(now);
        long needed = used(now) + units - limit.capacity();
        for (long slice = current - counts.length + 1; needed > 0 && slice <= current; slice++) {
            int index = (int) Math.floorMod(slice, (long) counts.length);
            if (slices[index] == slice) {
                needed -= counts[index];
                when = latest(when, instantOf(slice + counts.length));
            }
        }
        return when;
    }

    void pauseUntil(Instant until) {
        pausedUntil = latest(pausedUntil, until);
    }

    /** Permits are given back by those who hold them, so what the vendor counts as held is left to them. */
    void lowerTo(long remaining, Instant now) {
        if (limit.kind() == Limit.Kind.CONCURRENT) {
            return;
        }
        long tooMany = limit.capacity() - used(now) - Math.max(0, remaining);
        if (tooMany > 0) {
            add(tooMany, now);
        }
    }

    boolean idle(Instant now) {
        return used(now) == 0 && !now.isBefore(pausedUntil);
    }

    private long current(Instant now) {
        long slice = slice(now);
        if (slice < newest - counts.length) {
            setBack(slice);
        }
        newest = Math.max(newest, slice);
        return newest;
    }

    /** The clock was set back by more than the window: what is counted stays for another one. */
    private void setBack(long slice) {
        long used = 0;
        for (int i = 0; i < counts.length; i++) {
            used += slices[i] > newest - counts.length ? counts[i] : 0;
            counts[i] = 0;
        }
        int index = (int) Math.floorMod(slice, (long) counts.length);
        slices[index] = slice;
        counts[index] = used;
        newest = slice;
    }

    private long slice(Instant now) {
        return Math.floorDiv(
                Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano()), sliceNanos);
    }

    private Instant instantOf(long slice) {
        return Instant.ofEpochSecond(0, Math.multiplyExact(slice, sliceNanos));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
