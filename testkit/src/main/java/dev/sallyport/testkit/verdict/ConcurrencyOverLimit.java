package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Three refusals within ten seconds by a limit on calls at once: the first one is how a client may learn of it. */
final class ConcurrencyOverLimit {
    private static final int FEWEST = 3;
    private static final Duration SPAN = Duration.ofSeconds(10);

    private ConcurrencyOverLimit() {}

    static Set<String> quotas(Day day) {
        return day.limits().stream()
                .filter(quota -> quota.window() instanceof Window.Concurrent)
                .map(Quota::name)
                .collect(Collectors.toSet());
    }

    static Opinion look(Day day, Testimony testimony) {
        Set<String> quotas = quotas(day);
        if (quotas.isEmpty()) {
            return Opinion.unknown(day.system() + " does not limit calls at once");
        }
        List<JournalEntry> refused = day.entries().stream()
                .filter(entry -> entry.refusedBy() != null && quotas.contains(entry.refusedBy()))
                .toList();
        List<JournalEntry> burst = Bursts.longest(refused, SPAN);
        List<Evidence> evidence = burst.size() < FEWEST
                ? List.of()
                : burst.stream()
                        .map(entry -> Evidence.of(day, entry, "one call too many at once"))
                        .toList();
        return Opinion.of(
                refused.size() + " call(s) were too many at once for " + day.system(),
                evidence,
                !refused.isEmpty() || peak(day) > 1,
                "calls at once stayed within the limit of " + day.system(),
                "there was never more than one call at once at " + day.system());
    }

    private static int peak(Day day) {
        List<JournalEntry> entries = day.entries();
        int peak = entries.isEmpty() ? 0 : 1;
        for (int index = 1; index < entries.size() && peak < 2; index++) {
            peak = entries.get(index).at().isBefore(entries.get(index - 1).endedAt()) ? 2 : peak;
        }
        return peak;
    }
}
