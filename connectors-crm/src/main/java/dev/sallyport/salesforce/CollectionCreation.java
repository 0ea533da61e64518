package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Written;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes several records of one object in one request, each for itself; the org answers in the order of the records. */
final class CollectionCreation implements BatchAttempt {
    /** How many records the org takes in one request. */
    static final int MOST = 200;

    private final Org org;
    private final SObject object;
    private final String resource;
    private final List<ObjectNode> bodies;

    CollectionCreation(Org org, SObject object, String resource, List<ObjectNode> bodies) {
        this.org = org;
        this.object = object;
        this.resource = resource;
        this.bodies = bodies;
    }

    @Override
    public List<Reply> run(List<Item> items, AttemptContext context) throws AttemptFailure {
        if (object.keyed()) {
            List<String> again =
                    items.stream().filter(Item::mayBeSecond).map(Item::stamp).toList();
            org.sendingAgain(context, object, again);
        }
        HttpRequest request = HttpRequest.of("POST", "/services/data/{version}/composite/sobjects", org.version())
                .json(body(items));
        return org.transport().exchange(request, reply -> replies(items, reply)).run(context);
    }

    private ObjectNode body(List<Item> items) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("allOrNone", false);
        ArrayNode records = body.putArray("records");
        for (Item item : items) {
            ObjectNode record = bodies.get(item.index()).deepCopy();
            record.putObject("attributes").put("type", object.name());
            if (object.keyed()) {
                org.stamp(record, object, item.stamp(), item.mayBeSecond());
            }
            records.add(record);
        }
        return body;
    }

    private List<Reply> replies(List<Item> items, HttpReply reply) {
        JsonNode results = reply.document();
        if (!results.isArray() || results.size() != items.size()) {
            throw new IllegalArgumentException("one result for each record");
        }
        List<Reply> replies = new ArrayList<>();
        for (JsonNode result : results) {
            replies.add(reply(result));
        }
        return replies;
    }

    /** A result that says neither is as good as none. */
    private Reply reply(JsonNode result) {
        String id = result.path("id").asString("");
        if (result.path("success").asBoolean(false) && !id.isEmpty()) {
            return new Reply.Done(Written.ours(new Ref(resource, id), null));
        }
        JsonNode error = result.path("errors").path(0);
        if (!error.path("statusCode").isString()) {
            throw new IllegalArgumentException("a result has an id or an error");
        }
        return new Reply.Failed(SalesforceDialect.refusal(error));
    }
}
