package dev.sallyport.stores.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server answers. After two failures in a row it is asked again after a second, doubling to ten, by one
 * caller at a time. Thread-safe.
 */
final class Availability {
    private static final Logger LOG = LoggerFactory.getLogger(SharedQuotaStore.class);
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final int ENOUGH = 2;
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();
    private final ReentrantLock lock = new ReentrantLock();
    private final String server;
    private final Consumer<QuotaHealth> told;
    private volatile boolean away;
    private volatile QuotaHealth health;
    private volatile long backAt = System.nanoTime() - Duration.ofDays(366).toNanos();
    private final AtomicInteger failures = new AtomicInteger();
    private long askAgain;
    private long pause = FIRST;

    Availability(String server, int members, Consumer<QuotaHealth> told) {
        this.server = server;
        this.told = told;
        this.health = new QuotaHealth(true, members, Instant.now());
    }

    QuotaHealth health() {
        return health;
    }

    /** Whether this caller should ask the server. */
    boolean worthAsking() {
        if (!away) {
            return true;
        }
        lock.lock();
        try {
            if (System.nanoTime() - askAgain < 0) {
                return false;
            }
            askAgain = System.nanoTime() + pause;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one's own share is all that may be used: the server is away, or was within the window. */
    boolean keepsToShare(Duration window) {
        return away || System.nanoTime() - backAt < window.toNanos();
    }

    int members() {
        return health.members();
    }

    /** One answer among failures shows that it is not away. */
    void answered() {
        if (failures.get() > 0 && !away) {
            failures.set(0);
        }
    }

    void answered(int members) {
        boolean news = away;
        answered();
        if (news || members != health.members()) {
            health = new QuotaHealth(true, members, news ? Instant.now() : health.since());
        }
        if (news) {
            backAt = System.nanoTime();
            away = false;
            failures.set(0);
            pause = FIRST;
            told.accept(health);
        }
    }

    void failed(RuntimeException reason) {
        lock.lock();
        try {
            if (!away && failures.incrementAndGet() < ENOUGH) {
                return;
            }
            askAgain =
                    System.nanoTime() + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
            pause = Math.min(LONGEST, pause * 2);
            if (away) {
                return;
            }
            away = true;
            health = new QuotaHealth(false, health.members(), Instant.now());
        } finally {
            lock.unlock();
        }
        LOG.warn(
                "The quota store {} does not answer ({}); until it does, this process keeps to its share: 1 of {}.",
                server,
                reason.getClass().getSimpleName(),
                health.members());
        told.accept(health);
    }
}
