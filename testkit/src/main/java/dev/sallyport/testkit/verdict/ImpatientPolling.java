package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Five questions in a row about the same job, each before the advised pause was over. */
final class ImpatientPolling {
    private static final int FEWEST = 5;

    private ImpatientPolling() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> same : day.identical()) {
            Duration pause = day.houseRules().polled().get(same.get(0).operation());
            if (pause == null) {
                continue;
            }
            tested |= same.size() > 1;
            List<JournalEntry> row = new ArrayList<>();
            for (int index = 1; index < same.size(); index++) {
                Duration gap = Duration.between(
                        same.get(index - 1).endedAt(), same.get(index).at());
                if (gap.compareTo(pause) < 0 && same.get(index - 1).succeeded()) {
                    row.add(same.get(index));
                } else {
                    report(day, row, pause, evidence);
                    row.clear();
                }
            }
            report(day, row, pause, evidence);
        }
        return Opinion.of(
                evidence.size() + " question(s) about jobs at " + day.system() + " came too fast",
                evidence,
                tested,
                "jobs at " + day.system() + " were asked after in peace",
                "no job of " + day.system() + " was asked after twice");
    }

    private static void report(Day day, List<JournalEntry> row, Duration pause, List<Evidence> evidence) {
        if (row.size() >= FEWEST) {
            row.forEach(entry -> evidence.add(Evidence.of(day, entry, "asked again within " + Words.of(pause))));
        }
    }
}
