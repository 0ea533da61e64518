package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.util.List;

/** Finds requests that a claim may speak of. */
final class Near {
    private Near() {}

    /** The writes that did not succeed and whose subject names a claim's record. */
    static List<Evidence> writes(Day day, List<Claim> claims) {
        return day.entries().stream()
                .filter(JournalEntry::isWrite)
                .filter(entry -> claims.stream().anyMatch(claim -> names(entry, claim)))
                .map(entry -> Evidence.of(day, entry, "names the record that the claim names"))
                .toList();
    }

    private static boolean names(JournalEntry entry, Claim claim) {
        return claim.record() != null && entry.subject().contains("/" + claim.record());
    }
}
