package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.Journal;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.JournalPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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

    /** From the position {@code from} on, counted from 0 with what was dropped. */
    synchronized JournalPage page(long from, int atMost) {
        long start = Math.min(Math.max(from, dropped), dropped + entries.size());
        List<JournalEntry> page =
                entries.stream().skip(start - dropped).limit(atMost).toList();
        return new JournalPage(page, start, start + page.size(), dropped + entries.size());
    }

    synchronized void reset() {
        entries.clear();
        dropped = 0;
    }
}
