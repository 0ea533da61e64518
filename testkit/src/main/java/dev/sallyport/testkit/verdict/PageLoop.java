package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** Five good answers in a row to the same question for a further page, each asked after the one before was answered. */
final class PageLoop {
    private static final int FEWEST = 5;

    private PageLoop() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> walk : Walks.of(day)) {
            List<JournalEntry> row = new ArrayList<>();
            for (JournalEntry entry : walk) {
                boolean further = !Walks.page(entry).first() && !Day.failedForNow(entry);
                tested |= further;
                if (!row.isEmpty() && !(further && goesOn(row.get(row.size() - 1), entry))) {
                    report(day, row, evidence);
                    row.clear();
                }
                if (further) {
                    row.add(entry);
                }
            }
            report(day, row, evidence);
        }
        return Opinion.of(
                evidence.size() + " readings of pages of " + day.system() + " that had just been read",
                evidence,
                tested,
                "walks through lists of " + day.system() + " moved on",
                "no list of " + day.system() + " was read beyond its first page");
    }

    private static void report(Day day, List<JournalEntry> row, List<Evidence> evidence) {
        if (row.size() >= FEWEST) {
            row.forEach(entry -> evidence.add(Evidence.of(day, entry, "the same further page again")));
        }
    }

    private static boolean goesOn(JournalEntry last, JournalEntry next) {
        return last.fingerprint().equals(next.fingerprint()) && Day.after(next, last);
    }
}
