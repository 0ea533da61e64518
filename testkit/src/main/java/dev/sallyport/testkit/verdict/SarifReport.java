package dev.sallyport.testkit.verdict;

import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A verdict in the format that code scanners share, SARIF 2.1.0; requests are logical locations. */
final class SarifReport {
    private SarifReport() {}

    static String of(Verdict verdict) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Sallyport verdict");
        ArrayNode rules = driver.putArray("rules");
        ArrayNode results = run.putArray("results");
        for (int index = 0; index < verdict.rulings().size(); index++) {
            Ruling ruling = verdict.rulings().get(index);
            rules.add(rule(ruling.rule()));
            results.add(result(ruling, index));
        }
        ArrayNode notifications = run.putArray("invocations")
                .addObject()
                .put("executionSuccessful", true)
                .putArray("toolExecutionNotifications");
        verdict.chronicles()
                .forEach(chronicle -> chronicle
                        .faultsNeverMet()
                        .forEach(fault -> notifications
                                .addObject()
                                .put("level", "warning")
                                .putObject("message")
                                .put("text", chronicle.system() + ": no request met the fault " + fault)));
        return root.toPrettyString();
    }

    private static ObjectNode rule(Rule rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", rule.id()).put("name", rule.name());
        node.putObject("shortDescription").put("text", rule.name().replace('-', ' '));
        node.putObject("fullDescription").put("text", rule.advice());
        node.putObject("help").put("text", rule.advice());
        node.putObject("defaultConfiguration").put("level", level(rule));
        return node;
    }

    private static ObjectNode result(Ruling ruling, int index) {
        boolean failed = ruling.result() == Result.FAIL;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("ruleId", ruling.rule().id()).put("ruleIndex", index);
        node.put("kind", failed ? "fail" : ruling.result() == Result.PASS ? "pass" : "open");
        node.put("level", failed ? level(ruling.rule()) : "none");
        node.putObject("message").put("text", ruling.reason());
        if (!ruling.evidence().isEmpty()) {
            ArrayNode places = node.putArray("locations").addObject().putArray("logicalLocations");
            ruling.evidence()
                    .forEach(evidence -> places.addObject()
                            .put("name", evidence.operation())
                            .put(
                                    "fullyQualifiedName",
                                    evidence.system() + "#" + evidence.entry() + " " + evidence.method() + " "
                                            + evidence.operation())
                            .put("kind", "request"));
        }
        return node;
    }

    private static String level(Rule rule) {
        return rule.severity().name().toLowerCase(Locale.ROOT);
    }
}
