package dev.sallyport.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counters in a map behind one short lock; counters that are idle are dropped when there are many. */
final class MemoryQuotaStore implements QuotaStore {
    private static final int MANY = 10_000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Counter> counters = new HashMap<>();
    private int sweepAt = MANY;

    @Override
    public Reservation reserve(List<Draw> draws, int most, Instant now) {
        long time = nanos(now);
        lock.lock();
        try {
            Counter[] drawn = counters(draws, time);
            List<Permit> permits = new ArrayList<>(most == 1 ? 1 : 4);
            while (permits.size() < most && fit(draws, drawn, time)) {
                permits.add(new MemoryPermit(lock, draws, drawn, time));
            }
            return permits.isEmpty() ? opens(draws, drawn, 1, time) : new Reservation.Taken(permits);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reservation.Wait opensFor(List<Draw> draws, int place, Instant now) {
        long time = nanos(now);
        lock.lock();
        try {
            return opens(draws, counters(draws, time), place, time);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void observe(Draw draw, Observation observation, Instant asked, Instant now) {
        long time = nanos(now);
        lock.lock();
        try {
            Counter counter = counter(draw, time);
            if (observation.remaining().isPresent()) {
                counter.left(
                        observation.remaining().getAsLong(), within(observation.resetAt(), now), nanos(asked), time);
            }
            if (observation.notBefore() != null) {
                counter.refused(time);
                counter.pauseUntil(within(observation.notBefore(), now));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    @Override
    public void close() {}

    private Counter[] counters(List<Draw> draws, long now) {
        Counter[] found = new Counter[draws.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = counter(draws.get(i), now);
        }
        return found;
    }

    private Counter counter(Draw draw, long now) {
        if (counters.size() > sweepAt) {
            counters.values().removeIf(counter -> counter.idle(now));
            sweepAt = Math.max(MANY, counters.size() * 2);
        }
        Counter counter = counters.get(draw.key());
        if (counter == null) {
            counter = new Counter(draw.limit());
            counters.put(draw.key(), counter);
        }
        counter.under(draw.limit(), now);
        return counter;
    }

    private static boolean fit(List<Draw> draws, Counter[] drawn, long now) {
        for (int i = 0; i < drawn.length; i++) {
            if (!drawn[i].fits(draws.get(i), now)) {
                return false;
            }
        }
        return true;
    }

    private static Reservation.Wait opens(List<Draw> draws, Counter[] drawn, int place, long now) {
        long latest = now;
        String limit = "";
        for (int i = 0; i < drawn.length; i++) {
            Draw draw = draws.get(i);
            // More than a window can hold comes in whole windows; a lease ends with its call, long before its window
            // does.
            boolean leased = draw.limit().kind() == Limit.Kind.CONCURRENT;
            long inOne = Math.max(1, draw.room() / Math.max(1, draw.units()));
            long windows = leased ? 0 : (place - 1) / inOne;
            long rest = (place - windows * inOne) * draw.units();
            long opens = drawn[i].opensAt(draw, rest, now)
                    + windows * draw.limit().window().toNanos();
            if (opens > latest || limit.isEmpty()) {
                latest = Math.max(latest, opens);
                limit = draw.limit().name();
            }
        }
        return new Reservation.Wait(instant(latest), limit);
    }

    /** An absurd date would not fit into nanoseconds; none is long ago. */
    private static long within(@Nullable Instant told, Instant now) {
        if (told == null) {
            return Long.MIN_VALUE;
        }
        Instant latest = now.plus(LONGEST);
        return nanos(told.isAfter(latest) ? latest : told.isBefore(now) ? now : told);
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
