package dev.sallyport.pacing;

import java.time.Duration;
import java.util.Arrays;

/**
 * A window that ends now. Units that were added within a thousandth of the window of each other leave it together, when
 * the last of them does, so the count is never below the truth. What strangers took is believed for a tenth of the
 * window after the vendor last confirmed it, then forgotten evenly until the window has passed: when they took it is not
 * known.
 */
final class RollingTally implements Tally {
    private static final int SLICES = 1_000;
    private static final int TRUSTED = 10;
    private final long window;
    private final long slice;
    private long[] first = new long[8];
    private long[] last = new long[8];
    private long[] counts = new long[8];
    private int head;
    private int size;
    private long total;
    private long newest = Long.MIN_VALUE;
    private long foreign;
    private long foreignSince;

    RollingTally(Duration window) {
        this.window = window.toNanos();
        this.slice = this.window / SLICES;
    }

    @Override
    public long used(long now) {
        long time = advance(now);
        return total + foreignAt(time);
    }

    @Override
    public void add(long units, long now) {
        long time = advance(now);
        int index = (head + size - 1) & (counts.length - 1);
        if (size == 0 || time - first[index] > slice) {
            index = append(time);
        }
        last[index] = time;
        counts[index] += units;
        total += units;
    }

    @Override
    public void addForeign(long units, long now) {
        long time = advance(now);
        foreign = foreignAt(time) + units;
        foreignSince = time;
    }

    @Override
    public long freesAt(long units, long now) {
        long time = advance(now);
        long freed = 0;
        for (int i = 0; i < size; i++) {
            int index = (head + i) & (counts.length - 1);
            long leaves = last[index] + window;
            if (freed + counts[index] + foreignAt(time) - foreignAt(leaves) >= units) {
                return Math.min(leaves, foreignFrees(units - freed, time));
            }
            freed += counts[index];
        }
        return Math.min(time + window, foreignFrees(units - freed, time));
    }

    private long foreignAt(long time) {
        if (foreign == 0 || time >= foreignSince + window) {
            return 0;
        }
        long fading = Math.max(0, time - foreignSince - window / TRUSTED);
        return (long) Math.ceil(foreign * (1 - fading / (double) (window - window / TRUSTED)));
    }

    /** When so many of the strangers' units are forgotten. */
    private long foreignFrees(long units, long time) {
        long left = foreignAt(time);
        if (units > left) {
            return Long.MAX_VALUE;
        }
        long trusted = window / TRUSTED;
        long when =
                foreignSince + trusted + (long) Math.ceil((window - trusted) * (1 - (left - units) / (double) foreign));
        // Rounding must not let a waiter come an instant too early, again and again.
        return Math.max(when + 1_000, time);
    }

    /** The time to count by: threads read the clock before they get here, so it may seem to step back a little. */
    private long advance(long now) {
        if (newest != Long.MIN_VALUE && now < newest - window) {
            shift(newest - now);
        }
        newest = Math.max(newest, now);
        while (size > 0 && last[head] + window <= newest) {
            total -= counts[head];
            counts[head] = 0;
            head = (head + 1) & (counts.length - 1);
            size--;
        }
        return newest;
    }

    /** The clock was set back by more than the window: what is counted stays for another one. */
    private void shift(long by) {
        for (int i = 0; i < counts.length; i++) {
            first[i] -= by;
            last[i] -= by;
        }
        foreignSince -= by;
        newest -= by;
    }

    private int append(long time) {
        if (size == counts.length) {
            first = doubled(first);
            last = doubled(last);
            counts = doubled(counts);
            head = 0;
        }
        int index = (head + size++) & (counts.length - 1);
        first[index] = time;
        counts[index] = 0;
        return index;
    }

    private long[] doubled(long[] ring) {
        long[] copy = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, copy, ring.length - head, head);
        return copy;
    }
}
