package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token is dead from its first 401 if it never worked again. Requests within a second of that may have been under way. Two
 * later uses break the rule, or one if there was a new token by then.
 */
final class DeadToken {
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);
    private static final int MOST = 1;

    private DeadToken() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> uses : byToken(day)) {
            JournalEntry death = death(uses);
            if (death != null) {
                tested = true;
                List<JournalEntry> later = uses.stream()
                        .filter(entry -> entry.at().isAfter(death.endedAt().plus(UNDER_WAY)))
                        .toList();
                if (later.size() > MOST || later.stream().anyMatch(entry -> hadNewToken(day, death, entry))) {
                    evidence.add(Evidence.of(day, death, "the token was refused"));
                    later.forEach(entry -> evidence.add(Evidence.of(day, entry, "the refused token was used again")));
                }
            }
        }
        return Opinion.of(
                "a token that " + day.system() + " had refused was used again",
                evidence,
                tested,
                "tokens that " + day.system() + " refused were dropped",
                day.system() + " refused no token");
    }

    private static Iterable<List<JournalEntry>> byToken(Day day) {
        Map<String, List<JournalEntry>> byToken = new LinkedHashMap<>();
        for (JournalEntry entry : day.entries()) {
            String token = entry.token();
            if (token != null && !entry.tokenEndpoint()) {
                byToken.computeIfAbsent(token, absent -> new ArrayList<>()).add(entry);
            }
        }
        return byToken.values();
    }

    private static @Nullable JournalEntry death(List<JournalEntry> uses) {
        JournalEntry death = null;
        for (JournalEntry entry : uses) {
            if (entry.status() == 401 && death == null) {
                death = entry;
            } else if (entry.succeeded()) {
                death = null;
            }
        }
        return death;
    }

    private static boolean hadNewToken(Day day, JournalEntry death, JournalEntry use) {
        Instant latest = use.at().minus(UNDER_WAY);
        return day.entries().stream()
                .anyMatch(entry -> entry.tokenEndpoint()
                        && entry.succeeded()
                        && entry.sequence() > death.sequence()
                        && entry.endedAt().isBefore(latest));
    }
}
