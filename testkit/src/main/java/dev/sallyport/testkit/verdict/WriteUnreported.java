package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Requests that committed something of which no claim speaks, not even as unknown. */
final class WriteUnreported {
    private WriteUnreported() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Claim> claims = testimony.claims(day).orElse(null);
        if (claims == null) {
            return Opinion.unknown("the client was not asked what it did");
        }
        List<Claim> spoken = claims.stream()
                .filter(claim -> claim.ending() != Claim.Ending.NOT_DONE)
                .toList();
        Set<String> reported = new LinkedHashSet<>();
        Set<String> committed = new LinkedHashSet<>();
        for (Effect effect : day.truth().list()) {
            committed.add(effect.requestId());
            if (spoken.stream().anyMatch(claim -> claim.means(effect))) {
                reported.add(effect.requestId());
            }
        }
        List<Evidence> evidence = new ArrayList<>();
        for (String request : committed) {
            JournalEntry entry = day.byRequest().get(request);
            if (entry != null && !reported.contains(request)) {
                evidence.add(Evidence.of(day, entry, "committed, and no claim speaks of it"));
            }
        }
        return Opinion.of(
                evidence.size() + " request(s) committed something at " + day.system()
                        + " that the client does not report",
                evidence,
                !committed.isEmpty(),
                "the client reports all that was committed at " + day.system(),
                "nothing was committed at " + day.system());
    }
}
