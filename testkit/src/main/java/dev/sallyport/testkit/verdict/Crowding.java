package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.JournalEntry.Limit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Twenty or more refusals for limits over time that are a tenth or more of all calls. */
final class Crowding {
    private static final int FEWEST = 20;
    private static final double SHARE = 0.1;
    /** A limit was near when a quarter of it or less was left. */
    private static final int NEAR = 4;

    private Crowding() {}

    static Opinion look(Day day, Testimony testimony) {
        Set<String> concurrent = ConcurrencyOverLimit.quotas(day);
        List<JournalEntry> refused = day.entries().stream()
                .filter(entry -> entry.refusedBy() != null && !concurrent.contains(entry.refusedBy()))
                .toList();
        boolean crowded = refused.size() >= FEWEST
                && refused.size() >= SHARE * day.entries().size();
        List<Evidence> evidence = crowded
                ? refused.stream()
                        .map(entry -> Evidence.of(day, entry, "refused by " + entry.refusedBy()))
                        .collect(Collectors.toList())
                : List.of();
        return Opinion.of(
                refused.size() + " of " + day.entries().size() + " calls were refused by limits of " + day.system(),
                evidence,
                !refused.isEmpty() || day.entries().stream().anyMatch(Crowding::isNear),
                refused.size() + " of " + day.entries().size() + " calls were refused by limits of " + day.system(),
                "no limit of " + day.system() + " was near");
    }

    private static boolean isNear(JournalEntry entry) {
        Limit limit = entry.limit();
        return limit != null && limit.remaining() * NEAR <= limit.most();
    }
}
