package dev.sallyport.zendesk;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Observation;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How Zendesk says no: four envelopes at once, and a 429 whose body must not be read. Its texts are not passed on. */
final class ZendeskDialect implements Dialect {
    private static final Pattern REMAINING = Pattern.compile("remaining=(\\d{1,9})");
    /** The vendor's buckets, by the limit that each tells of. */
    private static final Map<String, String> BUCKETS = Map.of(
            ZendeskOperations.TICKET_UPDATES, "tickets-update",
            ZendeskOperations.PER_TICKET, "per-ticket-updates",
            ZendeskOperations.TICKET_LIST, "tickets-index",
            ZendeskOperations.SEARCH_EXPORT, "search-export",
            ZendeskOperations.TICKET_DELETES, "tickets-destroy");

    @Override
    public AttemptFailure failure(HttpReply reply, boolean write) {
        return switch (reply.status()) {
            case 400, 422 ->
                AttemptFailure.answered(ErrorCode.INVALID_INPUT, "Zendesk refused the request" + about(reply) + ".");
            case 409 ->
                AttemptFailure.answered(
                        ErrorCode.CONFLICT, "The ticket was changed in between; read it again and decide anew.");
            case 429 ->
                AttemptFailure.answered(ErrorCode.THROTTLED, "Zendesk's limit is used up.")
                        .asTransient()
                        .notBefore(StatusTable.retryAfter(reply).orElse(null));
            default -> StatusTable.usual(reply, write);
        };
    }

    @Override
    public void limits(HttpReply reply, AttemptContext context) {
        reply.header("X-Rate-Limit-Remaining")
                .or(() -> reply.header("ratelimit-remaining"))
                .filter(text -> text.matches("\\d{1,9}"))
                .ifPresent(left -> context.observe(ZendeskOperations.ACCOUNT, account(reply, Long.parseLong(left))));
        BUCKETS.forEach((limit, bucket) -> reply.header("Zendesk-RateLimit-" + bucket)
                .map(REMAINING::matcher)
                .filter(Matcher::find)
                .ifPresent(left -> context.observe(limit, Observation.left(Long.parseLong(left.group(1))))));
    }

    /** The window's end comes as seconds to go, so that the vendor's clock does not matter. */
    private static Observation account(HttpReply reply, long left) {
        return reply.header("ratelimit-reset")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(seconds -> Observation.left(left, reply.received().plusSeconds(Long.parseLong(seconds))))
                .orElse(Observation.left(left));
    }

    @Override
    public Optional<String> requestId(HttpReply reply) {
        return reply.header("X-Zendesk-Request-Id").or(() -> reply.header("X-Request-Id"));
    }

    /** The code and the fields that an error names; both are identifiers, not data. */
    private static String about(HttpReply reply) {
        JsonNode body = reply.body().orElse(null);
        if (body == null) {
            return "";
        }
        String code = body.path("error").isString()
                ? body.path("error").stringValue()
                : body.path("errors").path(0).path("code").asString("");
        List<String> fields = new ArrayList<>(body.path("details").propertyNames());
        fields.removeIf(field -> !field.matches("\\w{1,60}"));
        return (code.matches("\\w{1,60}") ? " (" + code + ")" : "")
                + (fields.isEmpty() ? "" : " on " + String.join(", ", fields));
    }
}
