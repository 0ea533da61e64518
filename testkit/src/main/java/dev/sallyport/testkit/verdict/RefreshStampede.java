package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Three or more token requests within a second and a half more than there were dead tokens, after a 401, are a stampede. */
final class RefreshStampede {
    private static final Duration SPAN = Duration.ofMillis(1_500);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final int MOST_SPARE = 2;

    private RefreshStampede() {}

    static Opinion look(Day day, Testimony testimony) {
        List<JournalEntry> dead = day.entries().stream()
                .filter(entry -> entry.status() == 401 && !entry.tokenEndpoint() && entry.token() != null)
                .toList();
        List<JournalEntry> refreshes = day.entries().stream()
                .filter(entry -> entry.tokenEndpoint() && entry.succeeded())
                .filter(entry -> dead.stream().anyMatch(refusal -> follows(entry, refusal)))
                .toList();
        List<JournalEntry> burst = Bursts.longest(refreshes, SPAN);
        Set<String> tokens = new HashSet<>();
        for (JournalEntry refusal : dead) {
            if (burst.stream().anyMatch(entry -> follows(entry, refusal))) {
                tokens.add(String.valueOf(refusal.token()));
            }
        }
        List<Evidence> evidence = new ArrayList<>();
        if (burst.size() > tokens.size() + MOST_SPARE) {
            burst.forEach(entry -> evidence.add(Evidence.of(
                    day, entry, "one of " + burst.size() + " token requests for " + tokens.size() + " dead token(s)")));
        }
        return Opinion.of(
                evidence.size() + " token requests at once at " + day.system() + " for " + tokens.size()
                        + " dead token(s)",
                evidence,
                !refreshes.isEmpty(),
                "dead tokens of " + day.system() + " were renewed once",
                "no dead token was renewed at " + day.system());
    }

    private static boolean follows(JournalEntry refresh, JournalEntry refusal) {
        return refresh.sequence() > refusal.sequence()
                && !refresh.at().isAfter(refusal.endedAt().plus(BEFORE));
    }
}
