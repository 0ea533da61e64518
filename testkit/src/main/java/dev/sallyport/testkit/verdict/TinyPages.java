package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** Ten or more further pages of a list for which the client itself asked for ten items or fewer. */
final class TinyPages {
    private static final int FEWEST = 10;
    private static final int TINY = 10;

    private TinyPages() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> walk : Walks.of(day)) {
            List<JournalEntry> further =
                    walk.stream().filter(entry -> !Walks.page(entry).first()).toList();
            tested |= !further.isEmpty();
            List<JournalEntry> tiny = further.stream().filter(TinyPages::isTiny).toList();
            if (tiny.stream().map(JournalEntry::fingerprint).distinct().count() >= FEWEST) {
                tiny.forEach(entry -> evidence.add(
                        Evidence.of(day, entry, "a page of " + Walks.page(entry).asked())));
            }
        }
        return Opinion.of(
                evidence.size() + " further pages of " + TINY + " items or fewer at " + day.system(),
                evidence,
                tested,
                "lists of " + day.system() + " were not read in tiny pages",
                "no list of " + day.system() + " was read beyond its first page");
    }

    private static boolean isTiny(JournalEntry entry) {
        int asked = Walks.page(entry).asked();
        return asked > 0 && asked <= TINY;
    }
}
