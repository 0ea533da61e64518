package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Salesforce says no. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;

    /** What is answered without a word of the error; null where the error is told. */
    private final transient @Nullable FakeReply bare;

    @SuppressWarnings("serial") // never serialized
    private final @Nullable List<String> fields;

    /**
     * A refusal.
     *
     * @param fields the fields at fault; null where Salesforce leaves the key out
     */
    Refusal(int status, String code, String text, @Nullable List<String> fields) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.fields = fields;
        this.bare = null;
    }

    /** A refusal that has no body. */
    Refusal(FakeReply bare) {
        super("refused", null, false, false);
        this.status = bare.status();
        this.code = "PRECONDITION_FAILED";
        this.text = "";
        this.fields = null;
        this.bare = bare;
    }

    static Refusal of(int status, String code, String text) {
        return new Refusal(status, code, text, null);
    }

    /** A refusal of what was written. */
    static Refusal input(String code, String text, String... fields) {
        return new Refusal(400, code, text, List.of(fields));
    }

    static Refusal notFound() {
        return of(404, "NOT_FOUND", "The requested resource does not exist");
    }

    static Refusal deleted() {
        return new Refusal(404, "ENTITY_IS_DELETED", "entity is deleted", List.of());
    }

    static Refusal denied() {
        return new Refusal(
                403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", List.of());
    }

    static Refusal noColumn(String field, SObjectType type) {
        return of(400, "INVALID_FIELD", "No such column '" + field + "' on sobject of type " + type.name());
    }

    static Refusal unparsable(String text) {
        return of(400, "JSON_PARSER_ERROR", text);
    }

    /** The error as JSON; its code stands under {@code errorCode}, and under {@code statusCode} inside collections. */
    ObjectNode json(String codeKey) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", text);
        error.put(codeKey, code);
        if (fields != null) {
            ArrayNode names = error.putArray("fields");
            fields.forEach(names::add);
        }
        return error;
    }

    /** As {@link #json}, with {@code fields} always there, as in the results of collections. */
    ObjectNode inCollection() {
        ObjectNode error = json("statusCode");
        if (fields == null) {
            error.putArray("fields");
        }
        return error;
    }

    /** Whether its reply is the usual one that tells the error. */
    boolean isTold() {
        return bare == null;
    }

    FakeReply reply() {
        return bare != null
                ? bare
                : FakeReply.json(status, JsonNodeFactory.instance.arrayNode().add(json("errorCode")));
    }
}
