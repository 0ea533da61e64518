package dev.sallyport.testkit.fault;

import java.util.List;

/**
 * Which faults were really met. A plan that asked for a fault that nobody met has tested less than it says.
 *
 * @param rules each rule of the plan, in order
 * @param downtimeRequests requests that were turned away by a downtime; refused connections cannot be counted
 */
public record FaultReport(List<RuleHits> rules, long downtimeRequests) {
    /** Copies the list. */
    public FaultReport {
        rules = List.copyOf(rules);
    }

    /**
     * How often one rule was met.
     *
     * @param rule the rule
     * @param hits the requests it befell
     */
    public record RuleHits(FaultRule rule, long hits) {}

    /** The rules that no request met. */
    public List<FaultRule> neverHit() {
        return rules.stream()
                .filter(rule -> rule.hits() == 0)
                .map(RuleHits::rule)
                .toList();
    }

    /** How many requests met a fault of this kind. */
    public long hits(FaultKind kind) {
        return rules.stream()
                .filter(rule -> rule.rule().kind() == kind)
                .mapToLong(RuleHits::hits)
                .sum();
    }

    /** How many requests met any rule. */
    public long total() {
        return rules.stream().mapToLong(RuleHits::hits).sum();
    }
}
