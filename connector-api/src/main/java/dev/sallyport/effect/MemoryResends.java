package dev.sallyport.effect;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was sent again, in a map; each note stands in a queue as well, so that old ones are found without a walk. */
final class MemoryResends {
    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Queue<Note> inOrder = new ConcurrentLinkedQueue<>();

    /** One note; there may be a later one of the same write. */
    private record Note(String stamp, Instant until) {}

    void note(String stamp, Instant newUntil) {
        until.merge(stamp, newUntil, (before, given) -> given.isAfter(before) ? given : before);
        inOrder.add(new Note(stamp, newUntil));
    }

    Optional<Instant> until(String stamp) {
        return Optional.ofNullable(until.get(stamp));
    }

    /** Forgets up to so many that ended before then; for one thread at a time. */
    int forget(Instant horizon, int most) {
        int forgotten = 0;
        while (forgotten < most) {
            Note oldest = inOrder.peek();
            if (oldest == null || !oldest.until().isBefore(horizon)) {
                break;
            }
            inOrder.remove();
            forgotten += until.remove(oldest.stamp(), oldest.until()) ? 1 : 0;
        }
        return forgotten;
    }

    void clear() {
        until.clear();
        inOrder.clear();
    }
}
