package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A repetition after an unclear end, where the vendor heeds keys: without one, or under another one while the first was never
 * settled and both were committed.
 */
final class KeylessRetry {
    private KeylessRetry() {}

    static Opinion look(Day day, Testimony testimony) {
        Set<String> keyed = day.houseRules().keyedOperations();
        Additions additions = new Additions(day);
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<JournalEntry> work : day.works()) {
            if (!keyed.contains(work.get(0).operation())) {
                continue;
            }
            for (int index = 0; index < work.size(); index++) {
                JournalEntry doubtful = work.get(index);
                if (Day.endedInDoubt(doubtful)) {
                    tested = true;
                    look(day, doubtful, work.subList(index + 1, work.size()), additions, evidence);
                }
            }
        }
        return Opinion.of(
                evidence.size() + " write(s) at " + day.system() + " were repeated without the key of the first try",
                evidence,
                tested,
                "writes at " + day.system() + " that ended unclearly were repeated under their key or not at all",
                keyed.isEmpty()
                        ? day.system() + " offers no idempotency keys"
                        : "no write with a key ended unclearly at " + day.system());
    }

    private static void look(
            Day day, JournalEntry doubtful, List<JournalEntry> later, Additions additions, List<Evidence> evidence) {
        String key = doubtful.key();
        if (key != null && later.stream().anyMatch(entry -> key.equals(entry.key()))) {
            return;
        }
        for (JournalEntry entry : later) {
            boolean keyless = entry.fingerprint().equals(doubtful.fingerprint()) && entry.key() == null;
            boolean both = !additions.of(doubtful.requestId()).isEmpty()
                    && !additions.of(entry.requestId()).isEmpty();
            if (Day.after(entry, doubtful) && (keyless || (key != null && both))) {
                evidence.add(
                        Evidence.of(day, entry, keyless ? "repeated without a key" : "repeated under another key"));
                return;
            }
        }
    }
}
