package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several composites in one call; each is done whole or not at all. */
final class Graphs {
    private static final int MOST_GRAPHS = 75;
    private static final int MOST_NODES = 500;

    private Graphs() {}

    static FakeReply serve(Visit visit) {
        JsonNode graphs = visit.body().path("graphs");
        int nodes = 0;
        for (JsonNode graph : graphs) {
            nodes += graph.path("compositeRequest").size();
        }
        if (!graphs.isArray() || graphs.isEmpty() || graphs.size() > MOST_GRAPHS || nodes > MOST_NODES) {
            throw Refusal.of(
                    400, "INVALID_INPUT", "A request has 1 to " + MOST_GRAPHS + " graphs and " + MOST_NODES + " nodes");
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode answered = reply.putArray("graphs");
        graphs.forEach(graph -> answered.add(one(visit, graph)));
        return FakeReply.json(200, reply);
    }

    private static ObjectNode one(Visit visit, JsonNode graph) {
        ObjectNode answered = JsonNodeFactory.instance.objectNode();
        answered.put("graphId", graph.path("graphId").asString(""));
        ObjectNode response = new Composite(visit.resources(), visit.call())
                .composite(visit.request(), graph.path("compositeRequest"), true);
        answered.set("graphResponse", response);
        boolean successful = true;
        for (JsonNode part : response.path("compositeResponse")) {
            successful &= part.path("httpStatusCode").asInt(0) < 400;
        }
        return answered.put("isSuccessful", successful);
    }
}
