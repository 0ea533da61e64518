package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.JournalEntry.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Three refusals within a minute by a limit of which a good answer had said that nothing was left. Requests within a
 * second of that answer may have been under way, and another token's answer may have gone to another process.
 */
final class LimitHeaderIgnored {
    private static final int FEWEST = 3;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private LimitHeaderIgnored() {}

    static Opinion look(Day day, Testimony testimony) {
        Map<String, JournalEntry> told = new LinkedHashMap<>();
        List<JournalEntry> ignored = new ArrayList<>();
        for (JournalEntry entry : day.entries()) {
            Limit limit = entry.limit();
            if (limit == null || limit.remaining() > 0) {
                continue;
            }
            String whose = limit.quota() + "\0" + limit.key() + "\0" + entry.token();
            if (entry.succeeded()) {
                told.put(whose, entry);
            } else if (limit.quota().equals(entry.refusedBy()) && isWarned(told.get(whose), entry)) {
                ignored.add(entry);
            }
        }
        List<JournalEntry> burst = Bursts.longest(ignored, SPAN);
        List<Evidence> evidence = burst.size() < FEWEST
                ? List.of()
                : burst.stream()
                        .map(entry -> Evidence.of(day, entry, "sent though nothing was left of " + entry.refusedBy()))
                        .toList();
        return Opinion.of(
                evidence.size() + " requests to " + day.system() + " after it had said that nothing was left",
                evidence,
                !told.isEmpty(),
                "nothing was left of a limit of " + day.system() + ", and the client held back",
                "no answer of " + day.system() + " said that nothing was left of a limit");
    }

    private static boolean isWarned(@Nullable JournalEntry told, JournalEntry refused) {
        Limit limit = told == null ? null : told.limit();
        if (told == null || limit == null) {
            return false;
        }
        Instant known = told.endedAt().plus(UNDER_WAY);
        return !refused.at().isBefore(known) && refused.at().isBefore(limit.resetsAt());
    }
}
