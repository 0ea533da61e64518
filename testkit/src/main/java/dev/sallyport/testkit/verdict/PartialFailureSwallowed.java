package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.EffectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each failed item must show up again: as a claim that it was not done, or as a later write that could be its repetition. */
final class PartialFailureSwallowed {
    private PartialFailureSwallowed() {}

    static Opinion look(Day day, Testimony testimony) {
        List<JournalEntry> partial = partial(day);
        int failed =
                partial.stream().mapToInt(entry -> entry.traits().failedItems()).sum();
        if (failed == 0) {
            return Opinion.unknown("no item of a batch failed at " + day.system());
        }
        List<Claim> claims = testimony.claims(day).orElse(null);
        if (claims == null) {
            return Opinion.unknown(
                    failed + " item(s) failed at " + day.system() + ", but the client was not asked what it did");
        }
        long admitted = claims.stream()
                .filter(claim -> claim.ending() != Claim.Ending.COMMITTED)
                .count();
        long repeated = laterEffects(day, partial.get(0));
        if (admitted + repeated >= failed) {
            return Opinion.kept(failed + " item(s) failed at " + day.system() + " and were reported or tried again");
        }
        List<Evidence> evidence = new ArrayList<>();
        partial.forEach(entry ->
                evidence.add(Evidence.of(day, entry, entry.traits().failedItems() + " item(s) failed in this reply")));
        return Opinion.broken(
                failed + " item(s) failed at " + day.system() + "; the client admits " + admitted + " and repeated "
                        + repeated,
                evidence);
    }

    /** A job's result may be read more than once. */
    private static List<JournalEntry> partial(Day day) {
        Set<String> jobs = new HashSet<>();
        return day.entries().stream()
                .filter(entry -> entry.succeeded() && entry.traits().failedItems() > 0)
                .filter(entry -> entry.traits().job() == null
                        || jobs.add(String.valueOf(entry.traits().job())))
                .toList();
    }

    private static long laterEffects(Day day, JournalEntry first) {
        return day.truth().list().stream()
                .filter(effect -> effect.kind() != EffectKind.DELETE)
                .filter(effect -> {
                    JournalEntry cause = day.byRequest().get(effect.requestId());
                    return cause != null && cause.sequence() > first.sequence();
                })
                .count();
    }
}
