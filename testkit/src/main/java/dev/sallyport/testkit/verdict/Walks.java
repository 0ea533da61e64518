package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Traits.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pages that were read, by the list that they belong to. */
final class Walks {
    private Walks() {}

    static Collection<List<JournalEntry>> of(Day day) {
        Map<String, List<JournalEntry>> walks = new LinkedHashMap<>();
        for (JournalEntry entry : day.entries()) {
            Page page = entry.traits().page();
            if (page != null) {
                walks.computeIfAbsent(entry.operation() + "\0" + page.walk(), absent -> new ArrayList<>())
                        .add(entry);
            }
        }
        return walks.values();
    }

    /** The page of an entry that has one. */
    static Page page(JournalEntry entry) {
        return Objects.requireNonNull(entry.traits().page());
    }
}
