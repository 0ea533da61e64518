package dev.sallyport.testkit.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fakes that no test has just now. One for the whole run; safe for several threads. */
final class Pool implements AutoCloseable {
    private final Map<Setting, Deque<Lent>> idle = new HashMap<>();

    Lent take(Setting setting) {
        Lent kept = poll(setting);
        return kept == null ? Lent.start(setting) : kept;
    }

    private synchronized @Nullable Lent poll(Setting setting) {
        return idle.getOrDefault(setting, new ArrayDeque<>(0)).poll();
    }

    /** Takes one back; the next test finds it as it was at the start. */
    void giveBack(Setting setting, Lent lent) {
        lent.reset();
        synchronized (this) {
            idle.computeIfAbsent(setting, absent -> new ArrayDeque<>()).push(lent);
        }
    }

    @Override
    public void close() {
        List<Lent> all = new ArrayList<>();
        synchronized (this) {
            idle.values().forEach(all::addAll);
            idle.clear();
        }
        all.forEach(Lent::close);
    }
}
