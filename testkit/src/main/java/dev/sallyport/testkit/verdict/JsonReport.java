package dev.sallyport.testkit.verdict;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as JSON. */
final class JsonReport {
    private JsonReport() {}

    static String of(Verdict verdict) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("passed", verdict.passed());
        ObjectNode counts = root.putObject("counts");
        for (Result result : Result.values()) {
            counts.put(result.name(), verdict.rulings(result).size());
        }
        ArrayNode systems = root.putArray("systems");
        for (Chronicle chronicle : verdict.chronicles()) {
            ObjectNode system = systems.addObject()
                    .put("system", chronicle.system())
                    .put("requests", chronicle.requests().size())
                    .put("dropped", chronicle.dropped())
                    .put("effects", chronicle.effects());
            ArrayNode unmet = system.putArray("faultsNeverMet");
            chronicle.faultsNeverMet().forEach(unmet::add);
        }
        ArrayNode rulings = root.putArray("rulings");
        verdict.rulings().forEach(ruling -> rulings.add(ruling(ruling)));
        return root.toPrettyString();
    }

    private static ObjectNode ruling(Ruling ruling) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", ruling.rule().id())
                .put("name", ruling.rule().name())
                .put("severity", ruling.rule().severity().name())
                .put("result", ruling.result().name())
                .put("reason", ruling.reason())
                .put("advice", ruling.rule().advice())
                .put("evidenceFound", ruling.found());
        ArrayNode evidence = node.putArray("evidence");
        for (Evidence one : ruling.evidence()) {
            evidence.addObject()
                    .put("system", one.system())
                    .put("entry", one.entry())
                    .put("at", one.at().toString())
                    .put("method", one.method())
                    .put("operation", one.operation())
                    .put("status", one.status())
                    .put("note", one.note());
        }
        return node;
    }
}
