package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every "there is more" entitles to one further page; once an end was told, a further page without one is beyond it. */
final class PastTheEnd {
    private PastTheEnd() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> walk : Walks.of(day)) {
            tested |= walk.stream().anyMatch(entry -> !Walks.page(entry).first());
            beyond(walk).forEach(entry -> evidence.add(Evidence.of(day, entry, "a page beyond the last one")));
        }
        return Opinion.of(
                evidence.size() + " page(s) were asked for beyond the end of a list at " + day.system(),
                evidence,
                tested,
                "lists of " + day.system() + " were read to their end and no further",
                "no list of " + day.system() + " was read beyond its first page");
    }

    private static List<JournalEntry> beyond(List<JournalEntry> walk) {
        List<JournalEntry> beyond = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int entitled = 0;
        boolean ended = false;
        for (JournalEntry entry : walk) {
            if (!Walks.page(entry).first() && taken.add(entry.fingerprint()) && taken.size() > entitled) {
                if (ended) {
                    beyond.add(entry);
                } else {
                    // A cursor that the client knew from elsewhere.
                    entitled++;
                }
            }
            entitled += Walks.page(entry).more() ? 1 : 0;
            ended |= !Walks.page(entry).more();
        }
        return beyond;
    }
}
