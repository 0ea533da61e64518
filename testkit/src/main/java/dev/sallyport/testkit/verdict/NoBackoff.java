package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three retries of the same work in a row, each less than 20 ms after the failure before it, know no pause. */
final class NoBackoff {
    private static final int FEWEST = 3;
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private NoBackoff() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> work : day.serialWorks()) {
            List<JournalEntry> row = new ArrayList<>();
            for (int index = 1; index < work.size(); index++) {
                JournalEntry failure = work.get(index - 1);
                JournalEntry retry = work.get(index);
                boolean isRetry = Day.failedForNow(failure) && Day.after(retry, failure);
                tested |= isRetry;
                if (isRetry && Duration.between(failure.endedAt(), retry.at()).compareTo(AT_ONCE) < 0) {
                    row.add(retry);
                } else {
                    report(day, row, evidence);
                    row.clear();
                }
            }
            report(day, row, evidence);
        }
        return Opinion.of(
                evidence.size() + " retries at " + day.system() + " followed the failure at once",
                evidence,
                tested,
                "retries at " + day.system() + " paused first",
                "nothing was retried at " + day.system());
    }

    private static void report(Day day, List<JournalEntry> row, List<Evidence> evidence) {
        if (row.size() >= FEWEST) {
            row.forEach(entry -> evidence.add(Evidence.of(day, entry, "sent at once after a failure")));
        }
    }
}
