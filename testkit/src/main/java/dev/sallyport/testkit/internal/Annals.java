package dev.sallyport.testkit.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has changed a pack's state since it was fresh. A pack is a function of its seed and of what is done to it, in order and
 * with the time, so doing it again makes the same state; no pack need know how to copy itself. Under the state's lock.
 */
final class Annals {
    /** Beyond it nothing more is remembered until the next reset: a fake that runs for days must not fill the memory. */
    private static final int MOST_DEEDS = 100_000;

    private static final long MOST_BYTES = 64L << 20;

    private List<Deed> deeds = new ArrayList<>();
    private Instant fresh;
    private long bytes;
    private boolean full;

    Annals(Instant fresh) {
        this.fresh = fresh;
    }

    /** One thing that was done, and when. */
    record Deed(Instant at, Runnable work) {}

    /**
     * All that was done up to a moment.
     *
     * @param fresh when the state was as a pack makes it
     */
    record Past(Instant fresh, List<Deed> deeds, long bytes) {
        Past {
            deeds = List.copyOf(deeds);
        }
    }

    void add(Instant at, long size, Runnable work) {
        if (full) {
            return;
        }
        bytes += size;
        deeds.add(new Deed(at, work));
        if (deeds.size() > MOST_DEEDS || bytes > MOST_BYTES) {
            deeds = new ArrayList<>();
            full = true;
        }
    }

    /** Nothing if more has happened than is remembered. */
    Optional<Past> past() {
        return full ? Optional.empty() : Optional.of(new Past(fresh, deeds, bytes));
    }

    void begin(Instant at) {
        become(new Past(at, List.of(), 0));
    }

    void become(Past past) {
        deeds = new ArrayList<>(past.deeds());
        fresh = past.fresh();
        bytes = past.bytes();
        full = false;
    }
}
