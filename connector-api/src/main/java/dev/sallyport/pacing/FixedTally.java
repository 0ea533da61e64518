package dev.sallyport.pacing;

import java.time.Duration;

/**
 * A window that starts anew, at multiples of its length unless the vendor says otherwise. A vendor's word can lengthen a
 * window once, never shorten it: a header that lies cannot give units back early and cannot hold them for ever.
 */
final class FixedTally implements Tally {
    private final long window;
    private long end = Long.MIN_VALUE;
    private long count;
    private boolean aligned;

    FixedTally(Duration window) {
        this.window = window.toNanos();
    }

    @Override
    public long used(long now) {
        turn(now);
        return count;
    }

    @Override
    public void add(long units, long now) {
        turn(now);
        count += units;
    }

    @Override
    public void addForeign(long units, long now) {
        add(units, now);
    }

    @Override
    public long freesAt(long units, long now) {
        turn(now);
        return end;
    }

    @Override
    public void align(long resetAt, long now) {
        turn(now);
        if (!aligned && resetAt > end && resetAt <= now + window) {
            end = resetAt;
            aligned = true;
        }
    }

    private void turn(long now) {
        if (end == Long.MIN_VALUE) {
            end = (Math.floorDiv(now, window) + 1) * window;
        } else if (now >= end) {
            end += (Math.floorDiv(now - end, window) + 1) * window;
            count = 0;
            aligned = false;
        } else if (now < end - 3 * window) {
            // The clock was set back: what is counted stays for one window of the new time.
            end = now + window;
        }
    }
}
