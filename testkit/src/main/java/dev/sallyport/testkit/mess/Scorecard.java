package dev.sallyport.testkit.mess;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a client found in messy records, against what was planted there. Both sides are labels: record, field and kind, in
 * the same words; the fakes give theirs in the vendor's ({@code labels()}). Immutable and thread-safe.
 */
public final class Scorecard {
    private final Map<DefectKind, Score> scores = new EnumMap<>(DefectKind.class);

    private Scorecard(Set<Label> planted, Set<Label> found) {
        for (DefectKind kind : DefectKind.values()) {
            Score score = score(kind, planted, found);
            if (score.planted() + score.found() > 0) {
                scores.put(kind, score);
            }
        }
    }

    /** Scores findings; a label that comes twice counts once. */
    public static Scorecard of(Collection<Label> planted, Collection<Label> found) {
        return new Scorecard(new LinkedHashSet<>(planted), new LinkedHashSet<>(found));
    }

    private static Score score(DefectKind kind, Set<Label> planted, Set<Label> found) {
        int there = 0;
        int said = 0;
        int right = 0;
        for (Label label : planted) {
            there += label.kind() == kind ? 1 : 0;
        }
        for (Label label : found) {
            if (label.kind() == kind) {
                said++;
                right += planted.contains(label) ? 1 : 0;
            }
        }
        return new Score(there, said, right);
    }

    /** The kinds that were planted or found, each with its score, in the order of the catalogue. */
    public Map<DefectKind, Score> scores() {
        return new EnumMap<>(scores);
    }

    /** The score of a kind; all zero if it was neither planted nor found. */
    public Score of(DefectKind kind) {
        return scores.getOrDefault(kind, new Score(0, 0, 0));
    }

    /** All kinds together. */
    public Score total() {
        return scores.values().stream()
                .reduce(
                        new Score(0, 0, 0),
                        (one, other) -> new Score(
                                one.planted() + other.planted(),
                                one.found() + other.found(),
                                one.right() + other.right()));
    }

    /** A table for people: one line for each kind. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        scores.forEach((kind, score) -> table.append(String.format(
                Locale.ROOT,
                "%-22s planted %d, found %d, precision %.2f, recall %.2f%n",
                kind,
                score.planted(),
                score.found(),
                score.precision(),
                score.recall())));
        return table.toString();
    }
}
