package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what requests draw on the vendor's limits and refuses what would go over; refused requests do not count. */
final class QuotaBook {
    private static final int SWEEP_AT = 10_000;
    private static final int SHOWN_KEYS = 5;

    private record Key(String quota, String key) {}

    private final Map<String, Quota> quotas = new HashMap<>();
    private final Map<Key, Counter> counters = new HashMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private int sweepAt = SWEEP_AT;

    QuotaBook(List<Quota> declared) {
        for (Quota quota : declared) {
            if (quotas.put(quota.name(), quota) != null) {
                throw new IllegalArgumentException("quota declared twice: " + quota.name());
            }
        }
    }

    /**
     * How taking went.
     *
     * @param refusedBy null if all were taken
     * @param release gives concurrency back; idempotence is the caller's duty
     */
    record Taken(List<QuotaState> states, @Nullable QuotaState refusedBy, Runnable release) {}

    synchronized Taken take(List<Charge> charges, Instant now) {
        sweep(now);
        for (Charge charge : charges) {
            Quota quota = quota(charge);
            Counter counter = counter(charge, quota);
            long over = counter.used(now) + charge.weight() - quota.limit();
            if (over > 0) {
                refusals.merge(quota.name(), 1L, Long::sum);
                return refused(charges, now, charge, over);
            }
        }
        charges.forEach(charge -> counter(charge, quota(charge)).add(now, charge.weight()));
        return new Taken(states(charges, now), null, () -> release(charges));
    }

    private Taken refused(List<Charge> charges, Instant now, Charge by, long over) {
        Quota quota = quota(by);
        Counter counter = counter(by, quota);
        QuotaState refusing = new QuotaState(quota, by.key(), counter.used(now), counter.freed(now, over));
        return new Taken(states(charges, now), refusing, () -> {});
    }

    private List<QuotaState> states(List<Charge> charges, Instant now) {
        List<QuotaState> states = new ArrayList<>();
        for (Charge charge : charges) {
            Quota quota = quota(charge);
            Counter counter = counter(charge, quota);
            states.add(new QuotaState(quota, charge.key(), counter.used(now), counter.freed(now, 0)));
        }
        return List.copyOf(states);
    }

    private synchronized void release(List<Charge> charges) {
        for (Charge charge : charges) {
            if (counters.get(new Key(charge.quota(), charge.key())) instanceof Counter.ConcurrentCounter counter) {
                counter.release(charge.weight());
            }
        }
    }

    private Quota quota(Charge charge) {
        Quota quota = quotas.get(charge.quota());
        if (quota == null) {
            throw new IllegalArgumentException("charge on a quota that the pack does not declare: " + charge.quota());
        }
        return quota;
    }

    private Counter counter(Charge charge, Quota quota) {
        return counters.computeIfAbsent(new Key(charge.quota(), charge.key()), absent -> Counter.of(quota.window()));
    }

    /** Per-record limits make a counter for each record touched: drop the idle ones whenever their number has doubled. */
    private void sweep(Instant now) {
        if (counters.size() >= sweepAt) {
            counters.values().removeIf(counter -> counter.used(now) == 0);
            sweepAt = Math.max(SWEEP_AT, counters.size() * 2);
        }
    }

    /** Where each quota stands for the keys that have used most of it; for one that nobody has used, its full measure. */
    synchronized List<QuotaState> states(Instant now) {
        List<QuotaState> states = new ArrayList<>();
        for (Quota quota : new TreeMap<>(quotas).values()) {
            List<QuotaState> used = counters.entrySet().stream()
                    .filter(counter -> counter.getKey().quota().equals(quota.name()))
                    .map(counter -> new QuotaState(
                            quota,
                            counter.getKey().key(),
                            counter.getValue().used(now),
                            counter.getValue().freed(now, 0)))
                    .filter(state -> state.used() > 0)
                    .sorted(Comparator.comparingLong(QuotaState::used).reversed())
                    .limit(SHOWN_KEYS)
                    .toList();
            states.addAll(used.isEmpty() ? List.of(new QuotaState(quota, "", 0, now)) : used);
        }
        return List.copyOf(states);
    }

    synchronized Map<String, Long> refusals() {
        return Map.copyOf(refusals);
    }

    synchronized void reset() {
        counters.clear();
        refusals.clear();
    }
}
