package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Written;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one record. The intent goes along where the object has the field for it, else at the end of a task's description. */
final class Creation implements Attempt<Written> {
    private final Org org;
    private final SObject object;
    private final String resource;
    private final ObjectNode body;

    Creation(Org org, SObject object, String resource, ObjectNode body) {
        this.org = org;
        this.object = object;
        this.resource = resource;
        this.body = body;
    }

    @Override
    public Written run(AttemptContext context) throws AttemptFailure {
        if (object.keyed() && context.mayBeSecond()) {
            org.sendingAgain(context, object, List.of(context.stamp()));
        }
        HttpRequest request = HttpRequest.of(
                        "POST", "/services/data/{version}/sobjects/" + object.name(), org.version())
                .json(stamped(context));
        return org.transport().exchange(request, this::created).run(context);
    }

    private ObjectNode stamped(AttemptContext context) {
        ObjectNode stamped = body.deepCopy();
        if (object.keyed()) {
            org.stamp(stamped, object, context.stamp(), context.mayBeSecond());
        } else if (object.name().equals("Task")) {
            stamped.put(
                    "Description", body.path("Description").asString("") + Reconciliations.stampLine(context.stamp()));
        }
        return stamped;
    }

    private Written created(HttpReply reply) {
        JsonNode answer = reply.document();
        String id = answer.path("id").asString("");
        if (id.isEmpty() || !answer.path("success").asBoolean(false)) {
            throw new IllegalArgumentException("a create's reply has an id and success");
        }
        return Written.ours(new Ref(resource, id), null);
    }
}
