package dev.sallyport.testkit.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is to go wrong on one fake. Immutable.
 *
 * <p>Rules are tried in order and the first that is drawn befalls the request. A draw depends on the fake's seed, the
 * rule's place in the plan, the operation, the subject and how often that subject was seen, and on nothing else.
 */
public final class FaultPlan {
    private static final FaultPlan NONE = builder().build();

    private final List<FaultRule> rules;
    private final List<Downtime> downtimes;
    private final int perSubject;

    private FaultPlan(Builder builder) {
        this.rules = List.copyOf(builder.rules);
        this.downtimes = List.copyOf(builder.downtimes);
        this.perSubject = builder.perSubject;
    }

    /** A plan in which nothing goes wrong. */
    public static FaultPlan none() {
        return NONE;
    }

    /** An empty plan to add to; without a bound on the faults of one subject. */
    public static Builder builder() {
        return new Builder();
    }

    /** A plan of just these rules, in this order. */
    public static FaultPlan of(FaultRule... rules) {
        Builder builder = builder();
        for (FaultRule rule : rules) {
            builder.rule(rule);
        }
        return builder.build();
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return ReadyPlans.names();
    }

    /** What a ready plan is like, in a sentence. */
    public static String describe(String name) {
        return ReadyPlans.describe(name);
    }

    /**
     * A plan that comes with the testkit. In none of them does a subject meet more than two or three faults, so that a
     * client that repeats with care gets through.
     *
     * <ul>
     *   <li>{@code calm}: a good day; one reply in fifty is 300 ms late, one read in two hundred finds the system away.
     *   <li>{@code monday}: a busy morning; one request in twelve is throttled, turned away, late by 500 ms, cut off or finds
     *       its token expired, and one write in a hundred loses its reply.
     *   <li>{@code brown-out}: nothing for 5 seconds, then a slow decline over 15, 20 bad seconds in which two replies in three
     *       are up to 1.5 s late and four requests in ten fail, and a recovery over 15 seconds. By the clock.
     *   <li>{@code black-friday}: overload all day; one request in six is throttled, a third of all in a burst of 5 seconds at
     *       the end of each 20, replies are up to a second late, batches succeed in part, tokens and cursors expire in the
     *       middle of walks, and the system is down for 20 requests after the first 150.
     *   <li>{@code hostile}: every fault there is, about two requests in five.
     * </ul>
     *
     * @throws IllegalArgumentException for any other name
     */
    public static FaultPlan named(String name) {
        return ReadyPlans.named(name);
    }

    /** The rules in the order in which they are tried. */
    public List<FaultRule> rules() {
        return rules;
    }

    /** The downtimes. */
    public List<Downtime> downtimes() {
        return downtimes;
    }

    /** How many faults the same operation on the same subject may meet, over all rules. */
    public int atMostPerSubject() {
        return perSubject;
    }

    @Override
    public String toString() {
        return "FaultPlan" + rules + downtimes;
    }

    /** Collects rules and downtimes. Not for several threads. */
    public static final class Builder {
        private final List<FaultRule> rules = new ArrayList<>();
        private final List<Downtime> downtimes = new ArrayList<>();
        private int perSubject = Integer.MAX_VALUE;

        private Builder() {}

        /** Adds a rule after those already there. */
        public Builder rule(FaultRule rule) {
            rules.add(rule);
            return this;
        }

        /** Adds a downtime. */
        public Builder downtime(Downtime downtime) {
            downtimes.add(downtime);
            return this;
        }

        /**
         * Bounds the faults that the same operation on the same subject may meet, over all rules; no bound by default.
         *
         * @throws IllegalArgumentException if less than 1
         */
        public Builder atMostPerSubject(int times) {
            if (times < 1) {
                throw new IllegalArgumentException("times per subject must be 1 or more, not " + times);
            }
            perSubject = times;
            return this;
        }

        /** The plan. */
        public FaultPlan build() {
            return new FaultPlan(this);
        }
    }
}
