package dev.sallyport.stores.postgresql;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The tables of the quota store. They are not logged, and counting stays quick: after a crash of the database each
 * process keeps to its share for a window, counted by itself. Thread-safe.
 */
final class QuotaTables {
    private final ReentrantLock lock = new ReentrantLock();
    private final String prefix;
    private final TimedPool pool;
    private volatile boolean made;

    QuotaTables(String prefix, TimedPool pool) {
        this.prefix = prefix;
        this.pool = pool;
    }

    String counts() {
        return prefix + "_counts";
    }

    String members() {
        return prefix + "_members";
    }

    String leases() {
        return prefix + "_leases";
    }

    void makeOnce() {
        if (made) {
            return;
        }
        lock.lock();
        try {
            if (!made) {
                make();
                made = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Several processes may begin at the same time, and the database's own IF NOT EXISTS is not safe against that. */
    private void make() {
        pool.inTransaction(transaction -> {
            transaction.update("SELECT pg_advisory_xact_lock(hashtextextended(?, 4711))", prefix);
            transaction.update("CREATE UNLOGGED TABLE IF NOT EXISTS " + counts()
                    + " (key text PRIMARY KEY, state bytea NOT NULL, ends timestamptz NOT NULL)");
            transaction.update("CREATE UNLOGGED TABLE IF NOT EXISTS " + members()
                    + " (id text PRIMARY KEY, seen timestamptz NOT NULL)");
            transaction.update("CREATE UNLOGGED TABLE IF NOT EXISTS " + leases()
                    + " (key text, id text, units integer NOT NULL, ends timestamptz NOT NULL, PRIMARY KEY (key, id))");
            return true;
        });
    }
}
