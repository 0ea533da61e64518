package dev.sallyport.testkit.fault;

import static dev.sallyport.testkit.spi.Access.READ;
import static dev.sallyport.testkit.spi.Access.WRITE;

import java.time.Duration;
import java.util.List;

/** The plans that come with the testkit. */
final class ReadyPlans {
    private ReadyPlans() {}

    static List<String> names() {
        return List.of("calm", "monday", "brown-out", "black-friday", "hostile");
    }

    static FaultPlan named(String name) {
        return switch (name) {
            case "calm" -> calm();
            case "monday" -> monday();
            case "brown-out" -> brownOut();
            case "black-friday" -> blackFriday();
            case "hostile" -> hostile();
            default -> throw unknown(name);
        };
    }

    static String describe(String name) {
        return switch (name) {
            case "calm" -> "a good day: a late reply here and there, the system away for a moment";
            case "monday" -> "a busy morning: one request in twelve is throttled, late, cut off or refused for now";
            case "brown-out" -> "from the 5th to the 55th second, replies get late and fail, more and then less";
            case "black-friday" -> "overload: throttling in waves, late replies, half-done batches, a downtime";
            case "hostile" -> "every fault there is, about two requests in five";
            default -> throw unknown(name);
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no fault plan \"" + name + "\": there are " + String.join(", ", names()));
    }

    private static FaultPlan calm() {
        return FaultPlan.builder()
                .atMostPerSubject(2)
                .rule(rule(FaultKind.SLOW_REPLY, 0.02).delay(Duration.ofMillis(300)))
                .rule(rule(FaultKind.UNAVAILABLE, 0.005).on(READ))
                .build();
    }

    private static FaultPlan monday() {
        return FaultPlan.builder()
                .atMostPerSubject(2)
                .rule(rule(FaultKind.THROTTLED, 0.03))
                .rule(rule(FaultKind.UNAVAILABLE, 0.02))
                .rule(rule(FaultKind.SLOW_REPLY, 0.02).delay(Duration.ofMillis(500)))
                .rule(rule(FaultKind.REPLY_LOST, 0.01).on(WRITE))
                .rule(rule(FaultKind.RESET_BEFORE, 0.005))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.005))
                .build();
    }

    private static FaultPlan brownOut() {
        Swell course = new Swell(
                Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(15));
        return FaultPlan.builder()
                .atMostPerSubject(3)
                .rule(rule(FaultKind.UNAVAILABLE, 0.25).swelling(course))
                .rule(rule(FaultKind.SERVER_ERROR_AFTER, 0.08).on(WRITE).swelling(course))
                .rule(rule(FaultKind.RESET_BEFORE, 0.05).swelling(course))
                .rule(rule(FaultKind.CUT_SHORT, 0.05).swelling(course))
                .rule(rule(FaultKind.SLOW_REPLY, 0.65).swelling(course).delay(Duration.ofMillis(1500)))
                .build();
    }

    private static FaultPlan blackFriday() {
        return FaultPlan.builder()
                .atMostPerSubject(3)
                .rule(rule(FaultKind.THROTTLED, 0.33).inBursts(Duration.ofSeconds(20), Duration.ofSeconds(5)))
                .rule(rule(FaultKind.THROTTLED, 0.15).retryAfter(Duration.ofSeconds(2)))
                .rule(rule(FaultKind.UNAVAILABLE, 0.05))
                .rule(rule(FaultKind.PARTIAL_BATCH, 0.3))
                .rule(rule(FaultKind.REPLY_LOST, 0.02).on(WRITE))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.05).midWalk())
                .rule(rule(FaultKind.CURSOR_EXPIRED, 0.01))
                .rule(rule(FaultKind.STALLED, 0.01).delay(Duration.ofSeconds(1)))
                .rule(rule(FaultKind.SLOW_REPLY, 0.2).delay(Duration.ofSeconds(1)))
                .downtime(Downtime.afterRequests(150).forRequests(20).retryAfter(Duration.ofSeconds(1)))
                .build();
    }

    /** New rules go to the end: a rule's place is part of its draws. */
    private static FaultPlan hostile() {
        return FaultPlan.builder()
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
                .rule(rule(FaultKind.STALLED, 0.02))
                .rule(rule(FaultKind.CUT_SHORT, 0.02))
                .rule(rule(FaultKind.MALFORMED_BODY, 0.02))
                .rule(rule(FaultKind.WRONG_TYPE, 0.02))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.1).midWalk())
                .rule(rule(FaultKind.CURSOR_EXPIRED, 0.01))
                .rule(rule(FaultKind.PARTIAL_BATCH, 0.15))
                .build();
    }

    private static FaultRule rule(FaultKind kind, double probability) {
        return FaultRule.of(kind).probability(probability);
    }
}
