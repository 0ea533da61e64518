package dev.sallyport.chaos.proof;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a whole run found.
 *
 * @param seed the seed it was given
 * @param scale the size it was given
 * @param complete whether every scenario asked for came to its end
 * @param results each scenario's
 */
public record Report(long seed, double scale, boolean complete, List<Result> results) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the list. */
    public Report {
        results = List.copyOf(results);
    }

    /** Whether the run is complete and every promise held. */
    public boolean held() {
        return complete && !results.isEmpty() && results.stream().allMatch(Result::held);
    }

    /** A table for people. */
    public String table() {
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s  seed %d, %.0f s%s%n",
                    result.scenario(),
                    result.seed(),
                    result.seconds(),
                    result.finished() ? "" : ", not finished"));
            for (Promise promise : result.promises()) {
                text.append(String.format(
                        Locale.ROOT, "  %-7s  %s: %s%n", promise.verdict(), promise.sentence(), promise.measured()));
            }
            result.figures()
                    .forEach((name, value) ->
                            text.append(String.format(Locale.ROOT, "           %s %s%n", name, value)));
            result.notes()
                    .forEach(note -> text.append("           ").append(note).append(System.lineSeparator()));
        }
        return text.toString();
    }

    /** The same for machines; its form is in the README. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("seed", seed).put("scale", scale).put("complete", complete).put("held", held());
        ArrayNode scenarios = root.putArray("scenarios");
        for (Result result : results) {
            scenarios.add(json(result));
        }
        return root.toPrettyString();
    }

    private static ObjectNode json(Result result) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", result.scenario()).put("seed", result.seed()).put("seconds", result.seconds());
        node.put("finished", result.finished()).put("held", result.held());
        ArrayNode promises = node.putArray("promises");
        for (Promise promise : result.promises()) {
            promises.addObject()
                    .put("promise", promise.sentence())
                    .put("verdict", promise.verdict().name())
                    .put("measured", promise.measured());
        }
        ObjectNode figures = node.putObject("figures");
        for (Map.Entry<String, Object> figure : result.figures().entrySet()) {
            figures.set(figure.getKey(), JSON.valueToTree(figure.getValue()));
        }
        ArrayNode notes = node.putArray("notes");
        result.notes().forEach(notes::add);
        return node;
    }
}
