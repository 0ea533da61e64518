package dev.sallyport.stores.quota;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is done by whoever calls when it is due: every 5 seconds a sign of life, every minute a sweep. A process that is silent for 30 seconds is not counted. Thread-safe.
 */
final class Upkeep {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int SWEEP = 12;
    private final String me = UUID.randomUUID().toString();
    private final QuotaServer server;
    private final Availability availability;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile boolean ready;
    private final AtomicInteger times = new AtomicInteger();

    Upkeep(QuotaServer server, Availability availability) {
        this.server = server;
        this.availability = availability;
    }

    /** It is done at the next call. */
    void due() {
        next.set(System.nanoTime());
    }

    void ifDue() {
        long due = next.get();
        boolean mine = System.nanoTime() - due >= 0 && next.compareAndSet(due, System.nanoTime() + EVERY);
        boolean back = !availability.health().shared();
        if (!mine && ready && !back) {
            return;
        }
        availability.answered(Math.max(1, server.members(me, SILENCE)));
        ready = true;
        if (times.incrementAndGet() % SWEEP == 0) {
            server.clean();
        }
    }
}
