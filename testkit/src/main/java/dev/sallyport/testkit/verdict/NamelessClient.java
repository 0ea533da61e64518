package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.List;
import java.util.function.Predicate;

/** Requests without a User-Agent. */
final class NamelessClient {
    private NamelessClient() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = day.entries().stream()
                .filter(Predicate.not(JournalEntry::named))
                .map(entry -> Evidence.of(day, entry, "did not say which client sent it"))
                .toList();
        return Opinion.of(
                evidence.size() + " of " + day.entries().size() + " requests to " + day.system() + " named no client",
                evidence,
                !day.entries().isEmpty(),
                "every request to " + day.system() + " named its client",
                "nobody called " + day.system());
    }
}
