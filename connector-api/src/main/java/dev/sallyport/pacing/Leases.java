package dev.sallyport.pacing;

import java.time.Duration;
import java.util.ArrayDeque;

/** Permits of a concurrent limit. One whose holder never gave it back ends after the limit's window. Not thread-safe. */
final class Leases {
    private final ArrayDeque<Lease> open = new ArrayDeque<>();
    private final long longest;
    private long held;

    Leases(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** A held permit. */
    static final class Lease {
        private final long end;
        private long units;

        private Lease(long end, long units) {
            this.end = end;
            this.units = units;
        }
    }

    Lease take(long units, long now) {
        Lease lease = new Lease(now + longest, units);
        open.add(lease);
        held += units;
        return lease;
    }

    void release(Lease lease) {
        held -= lease.units;
        lease.units = 0;
    }

    long held(long now) {
        for (Lease first = open.peek(); first != null; first = open.peek()) {
            if (first.units > 0 && first.end > now) {
                break;
            }
            release(open.remove());
        }
        return held;
    }
}
