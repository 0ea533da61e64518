package dev.sallyport.pacing;

import java.time.Duration;
import java.util.Arrays;

/**
 * A window that ends now. Units that were added within a thousandth of the window of each other leave it together, when
 * the last of them does, so the count is never below the truth. Not thread-safe.
 */
final class RollingTally implements Tally {
    private static final int SLICES = 1_000;
    private final long window;
    private final long slice;
    private long[] first = new long[8];
    private long[] last = new long[8];
    private long[] counts = new long[8];
    private int head;
    private int size;
    private long total;
    private long newest = Long.MIN_VALUE;
    private Strangers strangers = Strangers.NONE;

    RollingTally(Duration window) {
        this.window = window.toNanos();
        this.slice = this.window / SLICES;
    }

    @Override
    public long used(long now) {
        long time = advance(now);
        return total + strangers.at(window, time);
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
        strangers = strangers.more(units, window, time);
    }

    @Override
    public long freesAt(long units, long now) {
        long time = advance(now);
        long freed = 0;
        for (int i = 0; i < size; i++) {
            int index = (head + i) & (counts.length - 1);
            long leaves = last[index] + window;
            if (freed + counts[index] + strangers.at(window, time) - strangers.at(window, leaves) >= units) {
                return Math.min(leaves, strangers.free(units - freed, window, time));
            }
            freed += counts[index];
        }
        return Math.min(time + window, strangers.free(units - freed, window, time));
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
        strangers = new Strangers(strangers.units(), strangers.since() - by);
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
