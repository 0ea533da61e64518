package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Traits.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** More than ten good answers to the same question within ten seconds in which nothing changed. */
final class NeedlessReads {
    private static final int MOST = 10;
    private static final Duration SPAN = Duration.ofSeconds(10);

    private NeedlessReads() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Instant> changes =
                day.truth().list().stream().map(Effect::at).sorted().toList();
        List<Evidence> evidence = new ArrayList<>();
        int reads = 0;
        for (List<JournalEntry> same : day.identical()) {
            List<JournalEntry> good =
                    same.stream().filter(entry -> isGoodRead(day, entry)).toList();
            reads += good.size();
            for (List<JournalEntry> mine : byToken(good)) {
                List<JournalEntry> burst = Bursts.longest(mine, SPAN);
                if (burst.size() > MOST && !changed(changes, burst)) {
                    burst.forEach(entry -> evidence.add(
                            Evidence.of(day, entry, "one of " + burst.size() + " equal reads, nothing changed")));
                }
            }
        }
        return Opinion.of(
                evidence.size() + " equal reads at " + day.system() + " though nothing had changed",
                evidence,
                reads > MOST,
                "no read of " + reads + " at " + day.system() + " was repeated needlessly",
                "only " + reads + " read(s) were made at " + day.system());
    }

    /** Each process with a token of its own may ask once. */
    private static Iterable<List<JournalEntry>> byToken(List<JournalEntry> reads) {
        Map<String, List<JournalEntry>> byToken = new LinkedHashMap<>();
        for (JournalEntry entry : reads) {
            byToken.computeIfAbsent(String.valueOf(entry.token()), absent -> new ArrayList<>())
                    .add(entry);
        }
        return byToken.values();
    }

    private static boolean isGoodRead(Day day, JournalEntry entry) {
        Page page = entry.traits().page();
        return !entry.isWrite()
                && entry.succeeded()
                && !Day.failedForNow(entry)
                && (page == null || page.first())
                && !day.houseRules().polled().containsKey(entry.operation());
    }

    private static boolean changed(List<Instant> changes, List<JournalEntry> burst) {
        Instant from = burst.get(0).at();
        Instant to = burst.get(burst.size() - 1).endedAt();
        return changes.stream().anyMatch(at -> !at.isBefore(from) && !at.isAfter(to));
    }
}
