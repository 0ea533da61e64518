package dev.sallyport.testkit.control;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.plan.PlanException;
import dev.sallyport.testkit.plan.Plans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What goes wrong: read, replaced, added to. */
final class FaultCalls {
    private static final String HINT =
            "a plan is YAML or JSON: a ready one's name, or rules and downtimes as GET /__fake/plans/schema says";

    private FaultCalls() {}

    static void schema(Call call) throws IOException {
        Call.send(
                call.exchange(), 200, "application/schema+json", Plans.schema().getBytes(StandardCharsets.UTF_8));
    }

    static void read(Call call) throws IOException {
        call.answer(shown(call.fake()));
    }

    static void replace(Call call) throws IOException {
        String text = call.text();
        FaultPlan plan = read(() -> Plans.parse("body", text));
        call.fake().plan(plan);
        call.answer(shown(call.fake()));
    }

    static void add(Call call) throws IOException {
        String text = call.text();
        FaultRule rule = read(() -> Plans.parseRule("body", text));
        FakeServer fake = call.fake();
        FaultPlan old = fake.plan();
        FaultPlan.Builder changed = FaultPlan.builder();
        if (old.atMostPerSubject() != Integer.MAX_VALUE) {
            changed.atMostPerSubject(old.atMostPerSubject());
        }
        old.rules().forEach(changed::rule);
        changed.rule(rule);
        old.downtimes().forEach(changed::downtime);
        fake.plan(changed.build());
        call.answer(201, shown(fake));
    }

    private static <T> T read(Supplier<T> plan) {
        try {
            return plan.get();
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
