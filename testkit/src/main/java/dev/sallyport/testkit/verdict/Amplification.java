package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * More than fifteen retries of one piece of work within ten minutes, or more than four for each of ten or more works that
 * failed, are too many. Only tries that followed a failure count as retries.
 */
final class Amplification {
    private static final int MOST_OF_ONE = 15;
    private static final int MOST_ON_AVERAGE = 4;
    private static final int FEWEST_WORKS = 10;
    private static final Duration SPAN = Duration.ofMinutes(10);

    private Amplification() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        List<JournalEntry> all = new ArrayList<>();
        int failing = 0;
        for (List<JournalEntry> work : day.serialWorks()) {
            failing += work.stream().anyMatch(Day::failedForNow) ? 1 : 0;
            List<JournalEntry> retries = retries(work);
            all.addAll(retries);
            List<JournalEntry> burst = Bursts.longest(retries, SPAN);
            if (burst.size() > MOST_OF_ONE) {
                burst.forEach(entry ->
                        evidence.add(Evidence.of(day, entry, "one of " + burst.size() + " retries of the same work")));
            }
        }
        if (evidence.isEmpty() && failing >= FEWEST_WORKS && all.size() > failing * MOST_ON_AVERAGE) {
            all.forEach(entry -> evidence.add(Evidence.of(day, entry, "one of " + all.size() + " retries")));
        }
        return Opinion.of(
                all.size() + " retries of " + failing + " works that failed at " + day.system(),
                evidence,
                failing > 0,
                all.size() + " retries of " + failing + " works that failed at " + day.system(),
                "nothing failed at " + day.system());
    }

    private static List<JournalEntry> retries(List<JournalEntry> work) {
        List<JournalEntry> retries = new ArrayList<>();
        for (int index = 1; index < work.size(); index++) {
            if (Day.failedForNow(work.get(index - 1)) && Day.after(work.get(index), work.get(index - 1))) {
                retries.add(work.get(index));
            }
        }
        return retries;
    }
}
