package dev.sallyport.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens after 8 vendor faults in a row, for 250 ms doubling to 15 s; then one call at a time tries. Thread-safe.
 */
final class Circuit {
    private static final int FAULTS = 8;
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private final ReentrantLock lock = new ReentrantLock();
    private int faults;
    private Duration pause = SHORTEST;
    private Instant closedUntil = Instant.MIN;
    private boolean trying;

    /** When a call may go; not after {@code now} if it may go at once. */
    Instant opensAt(Instant now) {
        lock.lock();
        try {
            if (faults < FAULTS || !now.isBefore(closedUntil)) {
                if (faults >= FAULTS) {
                    // One call tries; the others wait for what it finds.
                    trying = true;
                    closedUntil = now.plus(pause);
                }
                return now;
            }
            return closedUntil;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            faults = 0;
            trying = false;
            pause = SHORTEST;
        } finally {
            lock.unlock();
        }
    }

    void failed(Instant now) {
        lock.lock();
        try {
            faults++;
            // Calls that were under way when it opened tell nothing new.
            if (faults == FAULTS || trying) {
                trying = false;
                closedUntil = now.plus(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
            }
        } finally {
            lock.unlock();
        }
    }
}
