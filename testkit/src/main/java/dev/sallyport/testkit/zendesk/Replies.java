package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The vendor's envelopes; four shapes of error are in use at once. */
final class Replies {
    private Replies() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode wrap(String name, JsonNode value) {
        ObjectNode wrapped = object();
        wrapped.set(name, value);
        return wrapped;
    }

    static FakeReply json(int status, JsonNode body) {
        return FakeReply.of(
                status, "application/json; charset=utf-8", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static FakeReply text(int status, String body) {
        return FakeReply.of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static FakeReply error(int status, String error, String description) {
        return json(status, object().put("error", error).put("description", description));
    }

    static FakeReply notFound() {
        return error(404, "RecordNotFound", "Not found");
    }

    static FakeReply invalidEndpoint() {
        return error(404, "InvalidEndpoint", "Not found");
    }

    /** A record that breaks a rule; {@code error} is the rule's code where the vendor names one. */
    static FakeReply invalidRecord(String field, String description, @Nullable String error) {
        ObjectNode body = object().put("error", "RecordInvalid").put("description", "Record validation errors");
        ObjectNode detail =
                body.putObject("details").putArray(field).addObject().put("description", description);
        if (error != null) {
            detail.put("error", error);
        }
        return json(422, body);
    }

    static FakeReply titled(int status, String title, String message) {
        return json(status, wrap("error", object().put("title", title).put("message", message)));
    }

    static FakeReply forbidden() {
        return titled(
                403,
                "Forbidden",
                "You do not have access to this page. Please contact the account owner of this help desk for further"
                        + " help.");
    }

    static FakeReply invalidAttribute(String name, String expected) {
        return titled(
                400,
                "Invalid attribute",
                "You passed an invalid value for the " + name + " attribute. Invalid parameter: " + name + " must be "
                        + expected);
    }

    static FakeReply coded(int status, String code, String title, String detail) {
        ObjectNode body = object();
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("title", title)
                .put("detail", detail);
        return json(status, body);
    }

    static FakeReply badPaging(String detail) {
        return coded(400, "InvalidPaginationParameter", "Invalid pagination parameter", detail);
    }

    /** What the vendor's database could not answer in time. */
    static FakeReply timeout() {
        return text(503, "Database timeout").header("Retry-After", "30");
    }

    static FakeReply updateConflict() {
        return error(
                409,
                "UpdateConflict",
                "Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and"
                        + " try again.");
    }

    static FakeReply unauthenticated() {
        return json(401, object().put("error", "Couldn't authenticate you"));
    }

    static FakeReply invalidToken() {
        return oauth(
                        401,
                        "invalid_token",
                        "The access token provided is expired, revoked, malformed or invalid for other reasons.")
                .header("WWW-Authenticate", "Bearer realm=\"Zendesk\", error=\"invalid_token\"");
    }

    static FakeReply oauth(int status, String error, String description) {
        return json(status, object().put("error", error).put("error_description", description));
    }
}
