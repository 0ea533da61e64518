package dev.sallyport.chaos.writes;

import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Asks for writes as a careful caller does, and keeps what was said of each. Safe for several threads. */
final class Book {
    private static final int TRIES = 4;
    private final ConcurrentLinkedQueue<Said> said = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<List<Said>> story = ThreadLocal.withInitial(ArrayList::new);
    private final AtomicLong calls = new AtomicLong();

    /** A write without a key: each call is a write of its own, repeated while it was surely not sent. */
    Said once(String marker, String operation, boolean mayStayUnknown, Function<Intent, Outcome<Receipt>> sending) {
        Said last = new Said(marker, operation, mayStayUnknown);
        for (int tries = 0; tries < TRIES; tries++) {
            last = new Said(marker, operation, mayStayUnknown);
            ask(last, Intent.automatic(), sending);
            said.add(last);
            story.get().add(last);
            if (!last.isNotSent()) {
                break;
            }
        }
        return last;
    }

    /** A write with the caller's key: the same write however often it is asked for, also while nobody knows of it. */
    Said keyed(
            String key,
            String marker,
            String operation,
            boolean mayStayUnknown,
            Function<Intent, Outcome<Receipt>> sending) {
        Said write = new Said(marker, operation, mayStayUnknown);
        said.add(write);
        story.get().add(write);
        for (int tries = 0; tries < TRIES; tries++) {
            ask(write, Intent.keyed(key), sending);
            if (!write.isNotSent() && !write.isUnknown()) {
                break;
            }
        }
        return write;
    }

    /** Several writes in one call, each with an outcome of its own. */
    void together(
            List<String> markers,
            String operation,
            boolean mayStayUnknown,
            Function<Intent, List<Outcome<Receipt>>> sending) {
        List<Outcome<Receipt>> outcomes = sending.apply(Intent.automatic());
        calls.incrementAndGet();
        for (int item = 0; item < markers.size(); item++) {
            Said write = new Said(markers.get(item), operation, mayStayUnknown);
            write.says(outcomes.get(item));
            said.add(write);
        }
    }

    private void ask(Said write, Intent intent, Function<Intent, Outcome<Receipt>> sending) {
        calls.incrementAndGet();
        write.says(sending.apply(intent));
    }

    /** Whether the outcome of every write that this thread asked for since its last story began is known. */
    boolean isClear() {
        return story.get().stream().noneMatch(Said::isUnknown);
    }

    /** This thread begins a record's story. */
    void begins() {
        story.set(new ArrayList<>());
    }

    /** How many writes were meant. */
    int meant() {
        return said.size();
    }

    /** How often a write was asked for. */
    long calls() {
        return calls.get();
    }

    List<Said> all() {
        return new ArrayList<>(said);
    }
}
