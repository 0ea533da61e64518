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
 * @param faultsNeverMet the faults that were asked for and that no request met, so that the day was easier than planned
 */
public record Chronicle(
        String system, List<JournalEntry> requests, long dropped, int effects, List<String> faultsNeverMet) {
    /** Copies the lists. */
    public Chronicle {
        requests = List.copyOf(requests);
        faultsNeverMet = List.copyOf(faultsNeverMet);
    }

    static Chronicle of(Day day) {
        return new Chronicle(
                day.system(), day.entries(), day.dropped(), day.truth().count(), day.faultsNeverMet());
    }
}
