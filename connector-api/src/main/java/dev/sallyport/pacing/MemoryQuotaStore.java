package dev.sallyport.pacing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counters in a map behind one short lock; counters that are idle are dropped when there are many. */
final class MemoryQuotaStore implements QuotaStore {
    private static final int MANY = 10_000;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Counter> counters = new HashMap<>();
    private int sweepAt = MANY;

    @Override
    public Reservation reserve(List<Draw> draws, Instant now) {
        lock.lock();
        try {
            Reservation.Wait longest = null;
            for (Draw draw : draws) {
                Counter counter = counter(draw, now);
                if (!counter.fits(draw.units(), now)) {
                    Instant opens = counter.opensAt(draw.units(), now);
                    if (longest == null || opens.isAfter(longest.until())) {
                        longest = new Reservation.Wait(opens, draw.limit().name());
                    }
                }
            }
            if (longest != null) {
                return longest;
            }
            draws.forEach(draw -> counter(draw, now).add(draw.units(), now));
            return new Reservation.Taken();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refund(List<Draw> draws, Instant reserved) {
        lock.lock();
        try {
            for (Draw draw : draws) {
                Counter counter = counters.get(draw.key());
                if (counter != null) {
                    counter.refund(draw.units(), reserved);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(List<Draw> draws) {
        lock.lock();
        try {
            for (Draw draw : draws) {
                Counter counter = counters.get(draw.key());
                if (counter != null) {
                    counter.release(draw.units());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void observe(Draw draw, Observation observation, Instant now) {
        lock.lock();
        try {
            Counter counter = counter(draw, now);
            observation.remaining().ifPresent(left -> counter.lowerTo(left, now));
            if (observation.notBefore() != null) {
                counter.pauseUntil(observation.notBefore());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}

    private Counter counter(Draw draw, Instant now) {
        if (counters.size() > sweepAt) {
            counters.values().removeIf(counter -> counter.idle(now));
            sweepAt = Math.max(MANY, counters.size() * 2);
        }
        return counters.compute(
                draw.key(), (key, held) -> held == null ? new Counter(draw.limit()) : held.under(draw.limit(), now));
    }
}
