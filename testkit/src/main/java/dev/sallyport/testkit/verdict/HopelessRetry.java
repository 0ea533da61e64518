package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The same bytes after a refusal that will not pass, within ten seconds, with nothing committed in between: once is enough
 * where it was the client's next request under its token; else it takes three, because several tasks may make the same mistake.
 */
final class HopelessRetry {
    private static final Set<Integer> FINAL = Set.of(400, 403, 405, 410, 413, 414, 415, 422);
    private static final int FEWEST = 3;
    private static final Duration SOON = Duration.ofSeconds(10);

    private HopelessRetry() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> same : day.identical()) {
            tested |= same.stream().anyMatch(HopelessRetry::isFinal);
            List<JournalEntry> repeats = repeats(day, same);
            boolean next = repeats.stream().anyMatch(entry -> isNext(day, same.get(same.indexOf(entry) - 1), entry));
            if (repeats.size() >= FEWEST || next) {
                repeats.forEach(
                        entry -> evidence.add(Evidence.of(day, entry, "the same request had been refused for good")));
            }
        }
        return Opinion.of(
                evidence.size() + " request(s) to " + day.system() + " repeated what had been refused for good",
                evidence,
                tested,
                "what " + day.system() + " refused for good was not repeated",
                day.system() + " refused nothing for good");
    }

    private static List<JournalEntry> repeats(Day day, List<JournalEntry> same) {
        List<JournalEntry> repeats = new ArrayList<>();
        for (int index = 1; index < same.size(); index++) {
            JournalEntry before = same.get(index - 1);
            JournalEntry entry = same.get(index);
            if (isFinal(before)
                    && entry.status() == before.status()
                    && Objects.equals(entry.token(), before.token())
                    && Day.after(entry, before)
                    && Duration.between(before.endedAt(), entry.at()).compareTo(SOON) <= 0
                    && !changedBetween(day, before, entry)) {
                repeats.add(entry);
            }
        }
        return repeats;
    }

    static boolean isFinal(JournalEntry entry) {
        return (FINAL.contains(entry.status()) || (entry.status() == 404 && entry.isWrite()))
                && entry.fault() == null
                && entry.refusedBy() == null
                && !entry.downtime()
                && entry.retryAfter() == null
                && !entry.traits().passing();
    }

    private static boolean changedBetween(Day day, JournalEntry from, JournalEntry to) {
        return day.truth().list().stream()
                .map(Effect::at)
                .anyMatch(at -> !at.isBefore(from.at()) && !at.isAfter(to.endedAt()));
    }

    private static boolean isNext(Day day, JournalEntry before, JournalEntry entry) {
        return day.entries().stream()
                .filter(other -> other.sequence() > before.sequence() && other.sequence() < entry.sequence())
                .noneMatch(other -> Objects.equals(other.token(), entry.token()));
    }
}
