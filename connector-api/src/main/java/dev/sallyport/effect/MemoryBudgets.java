package dev.sallyport.effect;

import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Budgets in a map; each stands once in a queue, so that those that nobody uses any more are found without a walk. */
final class MemoryBudgets {
    private final Map<String, Use> used = new ConcurrentHashMap<>();
    private final Queue<Mark> oldestFirst = new ConcurrentLinkedQueue<>();

    /** How much was spent, and when it was last used. */
    private record Use(long spent, Instant at) {}

    /** A budget, and a use of it; there may have been later ones. */
    private record Mark(String budget, Instant at) {}

    boolean spend(String budget, long amount, long limit, Instant now) {
        AtomicBoolean allowed = new AtomicBoolean();
        used.compute(budget, (name, before) -> {
            long already = before == null ? 0 : before.spent();
            allowed.set(already + amount <= limit);
            if (before == null) {
                if (!allowed.get()) {
                    return null;
                }
                oldestFirst.add(new Mark(name, now));
            }
            Instant at = before == null || before.at().isBefore(now) ? now : before.at();
            return new Use(allowed.get() ? already + amount : already, at);
        });
        return allowed.get();
    }

    /** Forgets up to so many that were last used before then; for one thread at a time. */
    int forget(Instant horizon, int most) {
        int forgotten = 0;
        while (forgotten < most) {
            Mark oldest = oldestFirst.peek();
            if (oldest == null || !oldest.at().isBefore(horizon)) {
                break;
            }
            oldestFirst.remove();
            Use use = used.get(oldest.budget());
            if (use != null && use.at().isBefore(horizon) && used.remove(oldest.budget(), use)) {
                forgotten++;
            } else if (use != null) {
                oldestFirst.add(new Mark(oldest.budget(), use.at()));
            }
        }
        return forgotten;
    }

    void clear() {
        used.clear();
        oldestFirst.clear();
    }
}
