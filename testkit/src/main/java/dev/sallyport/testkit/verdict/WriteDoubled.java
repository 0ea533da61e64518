package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two commits of the same addition, of which the first one's reply was lost. What was meant twice looks the same, so the
 * client's claims decide where there are any; without them, a client that read the record in between gets the benefit of the
 * doubt.
 */
final class WriteDoubled {
    private WriteDoubled() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        Additions additions = new Additions(day);
        Optional<List<Claim>> claims = testimony.claims(day);
        boolean tested = false;
        for (List<JournalEntry> work : day.works()) {
            tested |= work.stream().anyMatch(Day::endedInDoubt);
            List<JournalEntry> commits = work.stream()
                    .filter(entry -> !additions.of(entry.requestId()).isEmpty())
                    .toList();
            JournalEntry first = inDoubt(commits);
            if (first != null) {
                JournalEntry again = claims.isPresent()
                        ? unclaimed(first, commits, additions, claims.get())
                        : repeat(day, first, commits);
                if (again != null) {
                    evidence.add(Evidence.of(day, first, "committed, and its reply was lost"));
                    evidence.add(Evidence.of(day, again, "committed the same again"));
                }
            }
        }
        return Opinion.of(
                evidence.size() / 2 + " write(s) at " + day.system() + " were committed twice after a lost reply",
                evidence,
                tested,
                "no write at " + day.system() + " was doubled after an unclear end",
                "no write at " + day.system() + " ended unclearly");
    }

    private static @Nullable JournalEntry inDoubt(List<JournalEntry> commits) {
        for (JournalEntry entry : commits.subList(0, Math.max(0, commits.size() - 1))) {
            if (Day.endedInDoubt(entry)) {
                return entry;
            }
        }
        return null;
    }

    private static @Nullable JournalEntry unclaimed(
            JournalEntry first, List<JournalEntry> commits, Additions additions, List<Claim> claims) {
        List<Effect> effects = new ArrayList<>();
        commits.forEach(entry -> effects.addAll(additions.of(entry.requestId())));
        List<Claim> done = claims.stream()
                .filter(claim -> claim.ending() != Claim.Ending.NOT_DONE)
                .toList();
        boolean covered = new Matching(done, effects).unclaimedEffects().isEmpty();
        return covered ? null : commits.get(commits.indexOf(first) + 1);
    }

    private static @Nullable JournalEntry repeat(Day day, JournalEntry first, List<JournalEntry> commits) {
        for (JournalEntry entry : commits.subList(commits.indexOf(first) + 1, commits.size())) {
            if (entry.fingerprint().equals(first.fingerprint())
                    && Objects.equals(entry.key(), first.key())
                    && !Readings.between(day, first, entry)) {
                return entry;
            }
        }
        return null;
    }
}
