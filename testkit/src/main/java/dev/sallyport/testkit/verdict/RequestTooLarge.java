package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.List;
import java.util.Set;

/** Refusals for size: of the body, the URL or the headers. */
final class RequestTooLarge {
    private static final Set<Integer> TOO_LARGE = Set.of(413, 414, 431);

    private RequestTooLarge() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = day.entries().stream()
                .filter(entry -> TOO_LARGE.contains(entry.status()))
                .map(entry -> Evidence.of(day, entry, "refused for its size"))
                .toList();
        return Opinion.of(
                evidence.size() + " request(s) were too large for " + day.system(),
                evidence,
                day.entries().stream().anyMatch(JournalEntry::isWrite),
                "no request was too large for " + day.system(),
                "nothing was written to " + day.system());
    }
}
