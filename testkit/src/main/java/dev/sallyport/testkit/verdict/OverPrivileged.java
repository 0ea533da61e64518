package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rights of tokens that twenty or more requests made no use of. */
final class OverPrivileged {
    private static final int FEWEST = 20;

    private OverPrivileged() {}

    static Opinion look(Day day, Testimony testimony) {
        Map<String, Set<String>> held = day.rightsHeld();
        Map<String, Set<String>> used = new HashMap<>();
        Map<String, List<JournalEntry>> requests = new HashMap<>();
        for (JournalEntry entry : day.entries()) {
            String token = String.valueOf(entry.token());
            if (held.containsKey(token)) {
                requests.computeIfAbsent(token, absent -> new ArrayList<>()).add(entry);
                used.computeIfAbsent(token, absent -> new HashSet<>())
                        .addAll(day.rightsUsed(entry, held.getOrDefault(token, Set.of())));
            }
        }
        return opinion(day, held, used, requests);
    }

    /** Tokens with the same rights are one credential that was renewed. */
    private static Opinion opinion(
            Day day,
            Map<String, Set<String>> held,
            Map<String, Set<String>> used,
            Map<String, List<JournalEntry>> requests) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (Set<String> rights : Set.copyOf(held.values())) {
            Set<String> unused = new TreeSet<>(rights);
            List<JournalEntry> made = new ArrayList<>();
            held.forEach((token, its) -> {
                if (its.equals(rights)) {
                    unused.removeAll(used.getOrDefault(token, Set.of()));
                    made.addAll(requests.getOrDefault(token, List.of()));
                }
            });
            tested |= made.size() >= FEWEST;
            if (made.size() >= FEWEST && !unused.isEmpty()) {
                evidence.add(Evidence.of(
                        day, made.get(0), made.size() + " requests under these rights, never used: " + unused));
            }
        }
        return Opinion.of(
                "tokens of " + day.system() + " had rights that were never used",
                evidence,
                tested,
                "every right of the tokens of " + day.system() + " was used",
                "no token with rights of its own made " + FEWEST + " requests at " + day.system());
    }
}
