package dev.sallyport.testkit.fault;

import static dev.sallyport.testkit.spi.Access.READ;
import static dev.sallyport.testkit.spi.Access.WRITE;

import java.time.Duration;
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
        return List.of("calm", "monday", "hostile");
    }

    /**
     * A plan that comes with the testkit: {@code calm}, a good day with a slow reply here and there; {@code monday}, what a
     * busy morning brings, one request in twelve; {@code hostile}, every fault there is, about one request in three. No
     * subject meets more than two, two or three faults in them.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static FaultPlan named(String name) {
        return switch (name) {
            case "calm" -> calm();
            case "monday" -> monday();
            case "hostile" -> hostile();
            default -> throw new IllegalArgumentException("no fault plan \"" + name + "\": calm, monday or hostile");
        };
    }

    private static FaultPlan calm() {
        return builder()
                .atMostPerSubject(2)
                .rule(rule(FaultKind.SLOW_REPLY, 0.02).delay(Duration.ofMillis(300)))
                .rule(rule(FaultKind.UNAVAILABLE, 0.005).on(READ))
                .build();
    }

    private static FaultPlan monday() {
        return builder()
                .atMostPerSubject(2)
                .rule(rule(FaultKind.THROTTLED, 0.03))
                .rule(rule(FaultKind.UNAVAILABLE, 0.02))
                .rule(rule(FaultKind.SLOW_REPLY, 0.02).delay(Duration.ofMillis(500)))
                .rule(rule(FaultKind.REPLY_LOST, 0.01).on(WRITE))
                .rule(rule(FaultKind.RESET_BEFORE, 0.005))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.005))
                .build();
    }

    private static FaultPlan hostile() {
        return builder()
                .atMostPerSubject(3)
                .rule(rule(FaultKind.RESET_BEFORE, 0.03))
                .rule(rule(FaultKind.REPLY_LOST, 0.05).on(WRITE))
                .rule(rule(FaultKind.REPLY_LOST, 0.03).on(WRITE).cut(Cut.RESET))
                .rule(rule(FaultKind.LATE_EFFECT, 0.03))
                .rule(rule(FaultKind.THROTTLED, 0.05))
                .rule(rule(FaultKind.UNAVAILABLE, 0.03))
                .rule(rule(FaultKind.UNAVAILABLE, 0.02).withoutRetryAfter())
                .rule(rule(FaultKind.SERVER_ERROR_AFTER, 0.04).on(WRITE))
                .rule(rule(FaultKind.SLOW_REPLY, 0.02))
                .rule(rule(FaultKind.SLOW_BODY, 0.02))
                .rule(rule(FaultKind.TRUNCATED_BODY, 0.03))
                .rule(rule(FaultKind.HTML_200, 0.03))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.02))
                .rule(rule(FaultKind.LYING_HEADERS, 0.02))
                .build();
    }

    private static FaultRule rule(FaultKind kind, double probability) {
        return FaultRule.of(kind).probability(probability);
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
