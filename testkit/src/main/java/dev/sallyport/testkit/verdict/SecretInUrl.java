package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.List;

/** One secret in a URL is one too many. */
final class SecretInUrl {
    private SecretInUrl() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = day.entries().stream()
                .filter(JournalEntry::secretInUrl)
                .map(entry -> Evidence.of(day, entry, "its URL held a secret"))
                .toList();
        return Opinion.of(
                evidence.size() + " URL(s) at " + day.system() + " held a secret",
                evidence,
                day.entries().stream().anyMatch(entry -> entry.token() != null || entry.tokenEndpoint()),
                "no URL at " + day.system() + " held a secret",
                "no credentials were sent to " + day.system());
    }
}
