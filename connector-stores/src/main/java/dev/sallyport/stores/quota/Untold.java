package dev.sallyport.stores.quota;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the server is to be told of units that were taken. Whoever talks to it next takes all of it along, so calls that
 * end together cost one trip. Thread-safe.
 */
final class Untold {
    /** No time at all. */
    static final long NEVER = Long.MIN_VALUE;

    private final ConcurrentHashMap<String, Queue<Shift>> queues = new ConcurrentHashMap<>();
    private final Set<String> talking = ConcurrentHashMap.newKeySet();

    /** Units that were counted at one time and should be at another; {@link #NEVER} for not counted at all. */
    record Shift(long units, long from, long to) {
        /** So many units more than were counted at a time, or fewer. */
        static Shift of(long more, long at) {
            return more > 0 ? new Shift(more, NEVER, at) : new Shift(-more, at, NEVER);
        }

        void on(Usage usage) {
            if (from != NEVER) {
                usage.remove(units, from);
            }
            if (to != NEVER) {
                usage.add(units, to);
            }
        }
    }

    void add(String key, Shift shift) {
        queues.compute(key, (same, queue) -> {
            Queue<Shift> there = queue == null ? new ArrayDeque<>() : queue;
            there.add(shift);
            return there;
        });
    }

    /** All there is to tell for a key; it is told once. */
    List<Shift> take(String key) {
        Queue<Shift> queue = queues.remove(key);
        return queue == null ? List.of() : new ArrayList<>(queue);
    }

    /** Lets one caller at a time talk for a key until there is nothing left to tell; the others need not wait for it. */
    void oneAtATime(String key, Runnable talk) {
        while (queues.containsKey(key)) {
            if (!talking.add(key)) {
                return;
            }
            try {
                talk.run();
            } finally {
                talking.remove(key);
            }
        }
    }
}
