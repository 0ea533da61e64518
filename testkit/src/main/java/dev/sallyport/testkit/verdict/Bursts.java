package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.List;

/** Finds the densest stretch of some requests. */
final class Bursts {
    private Bursts() {}

    /** The most of these requests, which are in order of arrival, that arrived within one span. */
    static List<JournalEntry> longest(List<JournalEntry> entries, Duration span) {
        int bestFrom = 0;
        int bestTo = 0;
        int from = 0;
        for (int to = 0; to < entries.size(); to++) {
            while (entries.get(from).at().plus(span).isBefore(entries.get(to).at())) {
                from++;
            }
            if (to + 1 - from > bestTo - bestFrom) {
                bestFrom = from;
                bestTo = to + 1;
            }
        }
        return entries.subList(bestFrom, bestTo);
    }
}
