package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** More than ten tries of one piece of work within ten seconds of a downtime are hammering. */
final class DowntimeHammered {
    private static final int MOST = 10;
    private static final Duration SPAN = Duration.ofSeconds(10);

    private DowntimeHammered() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean down = false;
        for (List<JournalEntry> work : day.serialWorks()) {
            List<JournalEntry> turned =
                    work.stream().filter(JournalEntry::downtime).toList();
            down |= !turned.isEmpty();
            List<JournalEntry> burst = Bursts.longest(turned, SPAN);
            if (burst.size() > MOST) {
                burst.forEach(entry -> evidence.add(Evidence.of(
                        day, entry, "one of " + burst.size() + " tries within " + Words.of(SPAN) + " of downtime")));
            }
        }
        return Opinion.of(
                "the same work was tried more than " + MOST + " times in " + SPAN.toSeconds() + " s while "
                        + day.system() + " was down",
                evidence,
                down,
                day.system() + " was down, and no work was tried more than " + MOST + " times in " + SPAN.toSeconds()
                        + " s",
                day.system() + " was never down");
    }
}
