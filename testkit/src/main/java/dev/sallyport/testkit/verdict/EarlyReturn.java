package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each refusal with a promise is matched with a return of the same work that kept it. A return that came early counts only
 * if its refusal is left without one: else it was another thread that knew of nothing.
 */
final class EarlyReturn {
    /** Longer promises may be taken for a mistake of the vendor's. */
    private static final Duration BELIEVABLE = Duration.ofHours(1);

    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private EarlyReturn() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> early = new ArrayList<>();
        int promises = 0;
        for (List<JournalEntry> work : day.works()) {
            List<JournalEntry> promised =
                    work.stream().filter(EarlyReturn::isPromise).toList();
            promises += promised.size();
            if (!promised.isEmpty() && day.isRepeatedByRetriesOnly(work)) {
                breaches(day, work, promised, early);
            }
        }
        return Opinion.of(
                Words.count(early.size() / 2, "return") + " to " + day.system()
                        + " before the time that the vendor had named",
                early,
                promises > 0,
                Words.count(promises, "promise") + " of " + day.system() + " were waited out",
                day.system() + " never said when to come back");
    }

    private static boolean isPromise(JournalEntry entry) {
        Duration wait = entry.retryAfter();
        return wait != null && wait.compareTo(TOLERANCE) > 0 && wait.compareTo(BELIEVABLE) <= 0 && !entry.succeeded();
    }

    private static Duration wait(JournalEntry refusal) {
        Duration wait = refusal.retryAfter();
        return wait == null ? Duration.ZERO : wait;
    }

    private static Instant due(JournalEntry refusal) {
        return refusal.endedAt().plus(wait(refusal)).minus(TOLERANCE);
    }

    private static void breaches(Day day, List<JournalEntry> work, List<JournalEntry> promised, List<Evidence> early) {
        List<JournalEntry> unkept = new ArrayList<>(promised);
        List<JournalEntry> returns = new ArrayList<>(work);
        for (JournalEntry entry : work) {
            // The latest promise that this one keeps: the earlier ones may be kept by earlier returns.
            JournalEntry kept = latestKept(unkept, entry);
            if (kept != null) {
                unkept.remove(kept);
                returns.remove(entry);
            }
        }
        for (JournalEntry refusal : unkept) {
            JournalEntry first = first(returns, refusal);
            if (first != null) {
                returns.remove(first);
                early.add(Evidence.of(day, refusal, "asked to stay away for " + Words.of(wait(refusal))));
                early.add(Evidence.of(
                        day, first, "came back after " + Words.of(Duration.between(refusal.endedAt(), first.at()))));
            }
        }
    }

    private static @Nullable JournalEntry latestKept(List<JournalEntry> unkept, JournalEntry entry) {
        JournalEntry latest = null;
        for (JournalEntry refusal : unkept) {
            if (refusal.sequence() < entry.sequence()
                    && !entry.at().isBefore(due(refusal))
                    && (latest == null || !due(refusal).isBefore(due(latest)))) {
                latest = refusal;
            }
        }
        return latest;
    }

    private static @Nullable JournalEntry first(List<JournalEntry> returns, JournalEntry refusal) {
        for (JournalEntry entry : returns) {
            if (Day.after(entry, refusal) && entry.at().isBefore(due(refusal))) {
                return entry;
            }
        }
        return null;
    }
}
