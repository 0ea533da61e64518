package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Jobs that were started, told to the client, and never asked after. */
final class JobForgotten {
    private JobForgotten() {}

    static Opinion look(Day day, Testimony testimony) {
        Set<String> asked = new HashSet<>();
        List<JournalEntry> started = new ArrayList<>();
        for (JournalEntry entry : day.entries()) {
            String job = entry.traits().job();
            if (job != null && entry.succeeded() && entry.isWrite() && entry.fault() == null) {
                started.add(entry);
            } else if (job != null) {
                asked.add(job);
            }
        }
        List<Evidence> evidence = started.stream()
                .filter(entry -> !asked.contains(String.valueOf(entry.traits().job())))
                .map(entry -> Evidence.of(day, entry, "started a job that nobody asked after"))
                .toList();
        return Opinion.of(
                evidence.size() + " of " + started.size() + " job(s) at " + day.system() + " were never asked after",
                evidence,
                !started.isEmpty(),
                started.size() + " job(s) at " + day.system() + " were all asked after",
                "no job was started at " + day.system());
    }
}
