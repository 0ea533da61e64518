package dev.sallyport.stores.sqlite;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits for another process's write. SQLite's own waiting grows to a tenth of a second and would seldom meet the short
 * gaps of a busy neighbour; this one looks about every millisecond.
 */
final class Patience extends BusyHandler {
    private final long mostNanos;
    private long since;

    Patience(Duration most) {
        mostNanos = most.toNanos();
    }

    @Override
    protected int callback(int tries) {
        long now = System.nanoTime();
        if (tries == 0) {
            since = now;
        }
        boolean goesOn = now - since < mostNanos;
        if (goesOn) {
            // With the interrupt set, parking would not wait at all.
            boolean interrupted = Thread.interrupted();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000, 1_500_000));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return goesOn ? 1 : 0;
    }
}
