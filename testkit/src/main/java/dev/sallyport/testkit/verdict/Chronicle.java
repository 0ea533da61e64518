package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.List;

/**
 * What one fake saw, as far as a report shows it.
 *
 * @param system the fake's name
 * @param requests the requests in order of arrival
 * @param dropped how many older ones the journal no longer held
 * @param effects how many effects were committed
 */
public record Chronicle(String system, List<JournalEntry> requests, long dropped, int effects) {
    /** Copies the list. */
    public Chronicle {
        requests = List.copyOf(requests);
    }

    static Chronicle of(Day day) {
        return new Chronicle(
                day.system(), day.entries(), day.dropped(), day.truth().count());
    }
}
