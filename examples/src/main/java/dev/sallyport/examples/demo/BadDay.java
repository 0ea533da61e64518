package dev.sallyport.examples.demo;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.spi.Access;
import java.time.Duration;
import java.util.List;

/**
 * What goes wrong during a run; the same for the same plan and seed.
 *
 * @param plan {@code calm}, {@code monday} or {@code hostile}
 * @param seed chooses which calls and records are struck
 */
record BadDay(String plan, long seed) {
    /** The share of tickets in which somebody tries to have a customer's e-mail address changed. */
    private static final double INJECTED = 0.12;

    static final List<String> PLANS = List.of("calm", "monday", "hostile");

    Mess mess() {
        if (plan.equals("calm")) {
            return Mess.none();
        }
        // Fewer customers than usual whom nobody could tell apart, so that the tickets show more than escalations.
        return Mess.typical(seed)
                .injectedRequests(INJECTED)
                .rate(DefectKind.MISSING_IDENTITY, 0.002)
                .rate(DefectKind.EXACT_DUPLICATE, 0.003)
                .rate(DefectKind.NEAR_DUPLICATE, 0.0015);
    }

    FaultPlan crm() {
        return faults(Downtime.afterRequests(120).lasting(Duration.ofSeconds(2)));
    }

    FaultPlan ticketing() {
        return faults(Downtime.afterRequests(90).lasting(Duration.ofSeconds(3)));
    }

    private FaultPlan faults(Downtime downtime) {
        return switch (plan) {
            case "calm" -> FaultPlan.none();
            case "hostile" -> rules(2.5).downtime(downtime).build();
            default -> rules(1).downtime(downtime).build();
        };
    }

    private static FaultPlan.Builder rules(double severity) {
        return FaultPlan.builder()
                .atMostPerSubject(3)
                .rule(rule(FaultKind.REPLY_LOST, 0.05 * severity).on(Access.WRITE))
                .rule(rule(FaultKind.REPLY_LOST, 0.03 * severity)
                        .on(Access.WRITE)
                        .cut(Cut.RESET))
                .rule(rule(FaultKind.LATE_EFFECT, 0.015 * severity)
                        .on(Access.WRITE)
                        .hold(Duration.ofMillis(300))
                        .delay(Duration.ofMillis(900)))
                .rule(rule(FaultKind.SERVER_ERROR_AFTER, 0.02 * severity).on(Access.WRITE))
                .rule(rule(FaultKind.RESET_BEFORE, 0.02 * severity))
                .rule(rule(FaultKind.THROTTLED, 0.02 * severity).retryAfter(Duration.ofSeconds(1)))
                .rule(rule(FaultKind.UNAVAILABLE, 0.02 * severity).withoutRetryAfter())
                .rule(rule(FaultKind.TRUNCATED_BODY, 0.015 * severity))
                .rule(rule(FaultKind.HTML_200, 0.015 * severity))
                .rule(rule(FaultKind.SLOW_BODY, 0.01 * severity).delay(Duration.ofMillis(300)))
                .rule(rule(FaultKind.TOKEN_EXPIRED, 0.01 * severity));
    }

    private static FaultRule rule(FaultKind kind, double probability) {
        return FaultRule.of(kind).probability(probability);
    }
}
