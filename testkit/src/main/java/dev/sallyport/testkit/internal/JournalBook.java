package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.Journal;
import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/** The bounded record of requests. */
final class JournalBook {
    private final int capacity;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long dropped;

    JournalBook(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(JournalEntry entry) {
        entries.add(entry);
        if (entries.size() > capacity) {
            entries.remove();
            dropped++;
        }
    }

    synchronized Journal snapshot() {
        return new Journal(new ArrayList<>(entries), dropped);
    }

    synchronized void reset() {
        entries.clear();
        dropped = 0;
    }
}
