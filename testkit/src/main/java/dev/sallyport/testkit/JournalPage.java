package dev.sallyport.testkit;

import java.util.List;

/**
 * A part of a fake's journal, in the order in which requests were finished. Positions count from 0 and go on counting when
 * the oldest entries are dropped.
 *
 * @param entries the requests
 * @param from the position of the first of them; more than asked for where older ones were dropped
 * @param next the position to ask for next
 * @param count how many requests there were in all
 */
public record JournalPage(List<JournalEntry> entries, long from, long next, long count) {
    /** Copies the list. */
    public JournalPage {
        entries = List.copyOf(entries);
    }
}
