package dev.sallyport.chaos.writes;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import java.time.Duration;
import java.util.List;

/**
 * What befalls the HTTP systems: of 100 writes 30 lose their reply after the effect, 10 before it, 5 commit late; bursts of
 * 429 and 503, truncated bodies, and outages longer than any deadline.
 */
final class Weather {
    private Weather() {}

    /** The plan; longer outages come at these times after the first request. */
    static FaultPlan plan(Duration firstOutage, Duration outage) {
        FaultPlan.Builder plan = FaultPlan.builder()
                .rule(burst(FaultKind.THROTTLED, Duration.ofSeconds(50)))
                .rule(burst(FaultKind.UNAVAILABLE, Duration.ofSeconds(70)).on(Access.READ))
                .rule(burst(FaultKind.UNAVAILABLE, Duration.ofSeconds(90)).withoutRetryAfter());
        double left = 1;
        left -= add(plan, write(FaultKind.REPLY_LOST).cut(Cut.EOF), 0.15, left);
        left -= add(plan, write(FaultKind.REPLY_LOST).cut(Cut.RESET), 0.15, left);
        left -= add(plan, write(FaultKind.RESET_BEFORE), 0.10, left);
        left -= add(plan, late(Duration.ofSeconds(4), Duration.ofMillis(400)), 0.03, left);
        // Held for longer than any attempt waits: the effect comes after the client gave up and even looked.
        left -= add(plan, late(Duration.ofSeconds(45), Duration.ofSeconds(40)), 0.02, left);
        left -= add(plan, write(FaultKind.TRUNCATED_BODY), 0.03, left);
        left -= add(plan, write(FaultKind.SERVER_ERROR_AFTER), 0.03, left);
        left -= add(plan, write(FaultKind.HTML_200), 0.01, left);
        plan.rule(FaultRule.of(FaultKind.TRUNCATED_BODY).on(Access.READ).probability(0.02));
        plan.rule(FaultRule.of(FaultKind.TOKEN_EXPIRED).probability(0.002));
        return plan.downtime(Downtime.after(firstOutage).lasting(outage))
                .downtime(Downtime.after(firstOutage.multipliedBy(3))
                        .lasting(outage)
                        .refusingConnections())
                .build();
    }

    private static double add(FaultPlan.Builder plan, FaultRule rule, double ofAll, double left) {
        plan.rule(rule.probability(ofAll / left));
        return ofAll;
    }

    private static FaultRule write(FaultKind kind) {
        return FaultRule.of(kind).on(Access.WRITE).atMost(2);
    }

    private static FaultRule late(Duration delay, Duration hold) {
        return write(FaultKind.LATE_EFFECT).delay(delay).hold(hold);
    }

    private static FaultRule burst(FaultKind kind, Duration every) {
        return FaultRule.of(kind).probability(0.7).always().inBursts(every, Duration.ofSeconds(3));
    }

    /** The rules that nobody met. */
    static List<String> neverMet(String site, FaultReport report) {
        return report.neverHit().stream().map(rule -> site + " " + rule).toList();
    }
}
