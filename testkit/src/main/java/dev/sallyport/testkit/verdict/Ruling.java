package dev.sallyport.testkit.verdict;

import java.util.List;

/**
 * What was found about one rule.
 *
 * @param rule the rule
 * @param result how the client stands
 * @param reason why, in a sentence
 * @param evidence the requests that show it, at most 20
 * @param found how many there are in all
 */
public record Ruling(Rule rule, Result result, String reason, List<Evidence> evidence, int found) {
    private static final int KEPT = 20;

    /** Copies the list. */
    public Ruling {
        evidence = List.copyOf(evidence);
    }

    static Ruling of(Rule rule, Opinion opinion) {
        List<Evidence> all = opinion.evidence();
        return new Ruling(
                rule, opinion.result(), opinion.reason(), all.subList(0, Math.min(KEPT, all.size())), all.size());
    }

    @Override
    public String toString() {
        return rule.id() + " " + rule.name() + " " + result + ": " + reason;
    }
}
