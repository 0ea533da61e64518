package dev.sallyport.testkit.contract;

import java.util.List;

/** A rule that a connector breaks: which, what was seen, and how to mend it. */
public final class Breach extends AssertionError {
    private final transient Rule rule;

    Breach(Rule rule, List<Seen> seen) {
        super(text(rule, seen));
        this.rule = rule;
        seen.stream().map(Throwable::getCause).filter(cause -> cause != null).forEach(this::addSuppressed);
    }

    /** The rule that was broken. */
    public Rule rule() {
        return rule;
    }

    private static String text(Rule rule, List<Seen> seen) {
        StringBuilder text = new StringBuilder(rule.toString()).append('\n');
        seen.forEach(one -> text.append("  seen:  ").append(one.getMessage()).append('\n'));
        return text.append("  holds: ")
                .append(rule.holds())
                .append(".\n  mend:  ")
                .append(rule.mend())
                .append('.')
                .toString();
    }
}
