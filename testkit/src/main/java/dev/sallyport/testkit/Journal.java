package dev.sallyport.testkit;

import java.util.List;

/**
 * The requests that a fake had finished with when this was asked for, in the order in which it did. A snapshot.
 *
 * @param entries the requests; the oldest ones are gone where {@code dropped} is not 0
 * @param dropped how many entries were dropped to keep the journal within its bound
 */
public record Journal(List<JournalEntry> entries, long dropped) {
    /** Copies the list. */
    public Journal {
        entries = List.copyOf(entries);
    }

    /** How many requests there were, dropped ones included. */
    public long count() {
        return entries.size() + dropped;
    }

    /** The requests of one operation. */
    public List<JournalEntry> of(String operation) {
        return entries.stream()
                .filter(entry -> entry.operation().equals(operation))
                .toList();
    }
}
