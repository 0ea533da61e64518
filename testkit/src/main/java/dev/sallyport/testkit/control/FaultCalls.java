package dev.sallyport.testkit.control;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.plan.PlanException;
import dev.sallyport.testkit.plan.Plans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes wrong: read, replaced, added to. */
final class FaultCalls {
    private static final String HINT = "a plan is a ready one's name in quotes, or an object with rules and downtimes";

    private FaultCalls() {}

    static void read(Call call) throws IOException {
        call.answer(shown(call.fake()));
    }

    static void replace(Call call) throws IOException {
        FaultPlan plan = plan(call.body());
        call.fake().plan(plan);
        call.answer(shown(call.fake()));
    }

    static void add(Call call) throws IOException {
        JsonNode rule = call.body();
        FaultPlan one = plan(Call.JSON
                .createObjectNode()
                .set("rules", Call.JSON.createArrayNode().add(rule)));
        FakeServer fake = call.fake();
        FaultPlan old = fake.plan();
        FaultPlan.Builder changed = FaultPlan.builder();
        if (old.atMostPerSubject() != Integer.MAX_VALUE) {
            changed.atMostPerSubject(old.atMostPerSubject());
        }
        old.rules().forEach(changed::rule);
        one.rules().forEach(changed::rule);
        old.downtimes().forEach(changed::downtime);
        fake.plan(changed.build());
        call.answer(201, shown(fake));
    }

    private static FaultPlan plan(JsonNode body) {
        try {
            return body.isString()
                            && (body.stringValue().equals("none")
                                    || FaultPlan.names().contains(body.stringValue()))
                    ? Plans.find(body.stringValue())
                    : Plans.parse("body", body.toString());
        } catch (PlanException wrong) {
            throw new ControlException(400, "bad-plan", String.valueOf(wrong.getMessage()), HINT);
        }
    }

    private static Map<String, Object> shown(FakeServer fake) {
        FaultReport report = fake.faults();
        List<Map<String, Object>> hits = new ArrayList<>();
        for (FaultReport.RuleHits rule : report.rules()) {
            hits.add(Map.of("rule", text(rule.rule()), "hits", rule.hits()));
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("plan", Plans.json(fake.plan()));
        shown.put("ready", FaultPlan.names());
        shown.put("kinds", Plans.kinds());
        shown.put("hits", hits);
        shown.put("downtimeRequests", report.downtimeRequests());
        return shown;
    }

    private static String text(FaultRule rule) {
        return rule.toString();
    }
}
