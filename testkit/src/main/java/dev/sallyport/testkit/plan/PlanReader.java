package dev.sallyport.testkit.plan;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.fault.Swell;
import dev.sallyport.testkit.spi.Access;
import java.time.Duration;
import java.util.Set;

/** A plan from its text. */
final class PlanReader {
    private static final Set<String> PLAN = Set.of("rules", "downtimes", "atMostPerSubject");
    private static final Set<String> RULE = Set.of(
            "kind",
            "on",
            "access",
            "probability",
            "atMost",
            "delay",
            "hold",
            "retryAfter",
            "cut",
            "lie",
            "bursts",
            "swell",
            "midWalk");
    private static final Set<String> BURSTS = Set.of("every", "lasting");
    private static final Set<String> SWELL = Set.of("after", "rising", "holding", "falling");
    private static final Set<String> DOWNTIME =
            Set.of("after", "afterRequests", "lasting", "forRequests", "refusingConnections", "retryAfter");

    private PlanReader() {}

    static FaultPlan plan(Member written) {
        Member plan = written.object(PLAN);
        FaultPlan.Builder builder = FaultPlan.builder();
        plan.get("rules").each(rule -> builder.rule(rule(rule)));
        plan.get("downtimes").each(downtime -> builder.downtime(downtime(downtime)));
        Member bound = plan.get("atMostPerSubject");
        if (bound.isThere()) {
            bound.checked(() -> builder.atMostPerSubject(bound.count()));
        }
        return builder.build();
    }

    static FaultRule rule(Member json) {
        json.object(RULE);
        FaultRule rule = FaultRule.of(json.get("kind").word("fault kind", FaultKind.class));
        Member on = json.get("on");
        if (on.isThere()) {
            rule = rule.on(on.text());
        }
        Member access = json.get("access");
        if (access.isThere()) {
            rule = rule.on(access.word("access", Access.class));
        }
        Member cut = json.get("cut");
        if (cut.isThere()) {
            rule = rule.cut(cut.word("cut", Cut.class));
        }
        Member lie = json.get("lie");
        if (lie.isThere()) {
            rule = rule.lie(lie.word("lie", Lie.class));
        }
        Member midWalk = json.get("midWalk");
        if (midWalk.isThere() && midWalk.truth()) {
            rule = rule.midWalk();
        }
        return swell(json, bursts(json, amounts(json, rule)));
    }

    private static FaultRule swell(Member json, FaultRule plain) {
        Member swell = json.get("swell");
        return swell.isThere() ? plain.swelling(swell(swell.object(SWELL))) : plain;
    }

    private static Swell swell(Member json) {
        return json.checked(() ->
                new Swell(part(json, "after"), part(json, "rising"), part(json, "holding"), part(json, "falling")));
    }

    private static Duration part(Member swell, String name) {
        Member part = swell.get(name);
        return part.isThere() ? part.duration() : Duration.ZERO;
    }

    private static FaultRule bursts(Member json, FaultRule plain) {
        Member bursts = json.get("bursts");
        if (!bursts.isThere()) {
            return plain;
        }
        bursts.object(BURSTS);
        return bursts.checked(() -> plain.inBursts(
                bursts.get("every").duration(), bursts.get("lasting").duration()));
    }

    private static FaultRule amounts(Member json, FaultRule plain) {
        FaultRule rule = plain;
        Member probability = json.get("probability");
        if (probability.isThere()) {
            FaultRule soFar = rule;
            rule = probability.checked(() -> soFar.probability(probability.number()));
        }
        Member atMost = json.get("atMost");
        if (atMost.isThere()) {
            FaultRule soFar = rule;
            rule = atMost.is("always") ? rule.always() : atMost.checked(() -> soFar.atMost(atMost.count()));
        }
        return durations(json, rule);
    }

    private static FaultRule durations(Member json, FaultRule plain) {
        FaultRule rule = plain;
        Member delay = json.get("delay");
        if (delay.isThere()) {
            FaultRule soFar = rule;
            rule = delay.checked(() -> soFar.delay(delay.duration()));
        }
        Member hold = json.get("hold");
        if (hold.isThere()) {
            FaultRule soFar = rule;
            rule = hold.checked(() -> soFar.hold(hold.duration()));
        }
        Member retryAfter = json.get("retryAfter");
        if (retryAfter.isNull()) {
            return rule.withoutRetryAfter();
        }
        FaultRule soFar = rule;
        return retryAfter.isThere() ? retryAfter.checked(() -> soFar.retryAfter(retryAfter.duration())) : rule;
    }

    private static Downtime downtime(Member json) {
        json.object(DOWNTIME);
        Member begin = json.oneOf("after", "afterRequests");
        Downtime.Start start = begin.checked(() ->
                begin.isNamed("after") ? Downtime.after(begin.duration()) : Downtime.afterRequests(begin.count()));
        Member end = json.oneOf("lasting", "forRequests");
        Downtime downtime = end.checked(
                () -> end.isNamed("lasting") ? start.lasting(end.duration()) : start.forRequests(end.count()));
        Member refusing = json.get("refusingConnections");
        if (refusing.isThere() && refusing.truth()) {
            Downtime answering = downtime;
            downtime = refusing.checked(answering::refusingConnections);
        }
        Member retryAfter = json.get("retryAfter");
        return retryAfter.isThere() ? downtime.retryAfter(retryAfter.duration()) : downtime;
    }
}
