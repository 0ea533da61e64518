package dev.sallyport.testkit.plan;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Swell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan to JSON. */
final class PlanWriter {
    private PlanWriter() {}

    static ObjectNode plan(FaultPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (plan.atMostPerSubject() != Integer.MAX_VALUE) {
            json.put("atMostPerSubject", plan.atMostPerSubject());
        }
        ArrayNode rules = json.putArray("rules");
        plan.rules().forEach(rule -> rules.add(rule(rule)));
        ArrayNode downtimes = json.putArray("downtimes");
        plan.downtimes().forEach(downtime -> downtimes.add(downtime(downtime)));
        return json;
    }

    static ObjectNode rule(FaultRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", word(rule.kind())).put("on", rule.operations());
        if (rule.access() != null) {
            json.put("access", word(rule.access()));
        }
        json.put("probability", rule.probability());
        if (rule.atMost() == Integer.MAX_VALUE) {
            json.put("atMost", "always");
        } else {
            json.put("atMost", rule.atMost());
        }
        json.put("delay", rule.delay().toString()).put("hold", rule.hold().toString());
        json.put("retryAfter", text(rule.retryAfter()));
        if (rule.kind() == FaultKind.LYING_HEADERS) {
            json.put("lie", word(rule.lie()));
        }
        if (rule.burstEvery() != null) {
            json.putObject("bursts").put("every", text(rule.burstEvery())).put("lasting", text(rule.burstLasting()));
        }
        Swell swell = rule.swell();
        if (swell != null) {
            json.putObject("swell")
                    .put("after", swell.after().toString())
                    .put("rising", swell.rising().toString())
                    .put("holding", swell.holding().toString())
                    .put("falling", swell.falling().toString());
        }
        if (rule.isMidWalk()) {
            json.put("midWalk", true);
        }
        return json.put("cut", word(rule.cut()));
    }

    /** What is not as it is when nothing is said: for people. */
    static ObjectNode brief(FaultPlan plan) {
        ObjectNode json = plan(plan);
        for (int index = 0; index < plan.rules().size(); index++) {
            ObjectNode usual = rule(FaultRule.of(plan.rules().get(index).kind()));
            ObjectNode rule = (ObjectNode) json.path("rules").get(index);
            usual.properties().stream()
                    .filter(member ->
                            !member.getKey().equals("kind") && member.getValue().equals(rule.get(member.getKey())))
                    .forEach(member -> rule.remove(member.getKey()));
        }
        for (String list : List.of("rules", "downtimes")) {
            if (json.path(list).isEmpty()) {
                json.remove(list);
            }
        }
        return json;
    }

    private static ObjectNode downtime(Downtime downtime) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (downtime.startsAfter() == null) {
            json.put("afterRequests", downtime.startsAfterRequests());
        } else {
            json.put("after", text(downtime.startsAfter()));
        }
        if (downtime.length() == null) {
            json.put("forRequests", downtime.lengthInRequests());
        } else {
            json.put("lasting", text(downtime.length()));
        }
        return json.put("refusingConnections", downtime.refuses()).put("retryAfter", text(downtime.promise()));
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
