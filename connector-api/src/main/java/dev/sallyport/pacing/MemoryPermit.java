package dev.sallyport.pacing;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Units taken from counters in memory. */
final class MemoryPermit implements Permit {
    private final ReentrantLock lock;
    private final List<Draw> draws;
    private final Counter[] counters;
    private final Leases.@Nullable Lease[] leases;
    private final long[] units;
    private boolean ended;

    /** Takes the units; the caller holds the lock. */
    MemoryPermit(ReentrantLock lock, List<Draw> draws, Counter[] counters, long now) {
        this.lock = lock;
        this.draws = draws;
        this.counters = counters;
        this.leases = new Leases.Lease[counters.length];
        this.units = new long[counters.length];
        for (int i = 0; i < counters.length; i++) {
            units[i] = draws.get(i).units();
            leases[i] = counters[i].take(draws.get(i).units(), now);
        }
    }

    @Override
    public void cost(String limit, long all) {
        lock.lock();
        try {
            for (int i = 0; i < counters.length && !ended; i++) {
                if (leases[i] == null && draws.get(i).limit().name().equals(limit)) {
                    counters[i].correct(Math.max(0, all) - units[i]);
                    units[i] = Math.max(0, all);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void used(Instant now) {
        end(MemoryQuotaStore.nanos(now), true);
    }

    @Override
    public void refund() {
        end(0, false);
    }

    private void end(long now, boolean used) {
        lock.lock();
        try {
            for (int i = 0; i < counters.length && !ended; i++) {
                counters[i].end(leases[i], units[i], used ? units[i] : 0, now);
            }
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
