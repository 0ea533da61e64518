package dev.sallyport.salesforce;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Observation;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How Salesforce says no: an array of {@code {message, errorCode, fields}}. Its texts are not passed on. */
final class SalesforceDialect implements Dialect {
    private static final Pattern USAGE = Pattern.compile("api-usage=(\\d{1,12})/(\\d{1,12})");
    private static final Duration UNTIL_DAILY_FREES = Duration.ofMinutes(15);

    /** The edge in front of the org has no route to it for the moment. */
    private static final int NO_ROUTE = 420;

    private static final int PRECONDITION_FAILED = 412;

    private final boolean conditionalUpdates;
    private final boolean limitKnown;

    SalesforceDialect() {
        this(false, true);
    }

    private SalesforceDialect(boolean conditionalUpdates, boolean limitKnown) {
        this.conditionalUpdates = conditionalUpdates;
        this.limitKnown = limitKnown;
    }

    /** For updates on condition of a version, where a conflict is one of versions and of nothing else. */
    static SalesforceDialect ofConditionalUpdates() {
        return new SalesforceDialect(true, true);
    }

    /** Before the org's limit has been asked for: what is left means nothing beside a limit that is only assumed. */
    static SalesforceDialect ofUnknownLimit() {
        return new SalesforceDialect(false, false);
    }

    @Override
    public AttemptFailure failure(HttpReply reply, boolean write) {
        AttemptFailure said = said(reply, write);
        boolean otherConflict = said.code() == ErrorCode.CONFLICT && reply.status() != PRECONDITION_FAILED;
        return conditionalUpdates && otherConflict ? ofInput(said) : said;
    }

    private static AttemptFailure ofInput(AttemptFailure conflict) {
        AttemptFailure refused = AttemptFailure.answered(ErrorCode.INVALID_INPUT, conflict.advice());
        return conflict.isAmbiguous() ? refused.asAmbiguous() : refused;
    }

    private static AttemptFailure said(HttpReply reply, boolean write) {
        JsonNode error =
                reply.body().map(body -> body.isArray() ? body.path(0) : body).orElse(null);
        if (reply.status() == NO_ROUTE) {
            return StatusTable.serverSide(NO_ROUTE, write);
        }
        if (error == null || reply.status() >= 500) {
            return StatusTable.usual(reply, write);
        }
        if (error.has("error")) {
            return AttemptFailure.answered(
                    ErrorCode.NOT_AUTHENTICATED, "The org refused the OAuth client" + named(error.path("error")) + ".");
        }
        if (error.path("errorCode").asString("").equals("REQUEST_LIMIT_EXCEEDED")) {
            return limit(reply, error);
        }
        AttemptFailure known = known(error.path("errorCode"), fields(error));
        if (known != null) {
            return known;
        }
        return reply.status() == 400
                ? unknown(named(error.path("errorCode")) + fields(error))
                : StatusTable.usual(reply, write);
    }

    /** What became of one record of several: the same codes under another name. The org's answer stands. */
    static AttemptFailure refusal(JsonNode error) {
        AttemptFailure known = known(error.path("statusCode"), fields(error));
        return known == null ? unknown(named(error.path("statusCode")) + fields(error)) : known;
    }

    private static AttemptFailure unknown(String about) {
        return AttemptFailure.answered(ErrorCode.INVALID_INPUT, "The org refused the request" + about + ".");
    }

    private static @Nullable AttemptFailure known(JsonNode code, String fields) {
        String about = named(code) + fields;
        return switch (code.asString("")) {
            case "UNABLE_TO_LOCK_ROW",
                    "QUERY_TIMEOUT",
                    "REQUEST_RUNNING_TOO_LONG",
                    "ALREADY_IN_PROCESS",
                    "TOO_MANY_APEX_REQUESTS" ->
                AttemptFailure.answered(ErrorCode.UNAVAILABLE, "The org is busy" + about + ".")
                        .asTransient();
            case "DUPLICATE_VALUE" ->
                AttemptFailure.answered(
                                ErrorCode.CONFLICT, "Another record holds a value that must be unique" + about + ".")
                        .asAmbiguous();
            case "DUPLICATES_DETECTED" ->
                AttemptFailure.answered(
                        ErrorCode.CONFLICT, "The org's duplicate rules refuse the record" + about + ".");
            case "ENTITY_IS_DELETED", "NOT_FOUND" ->
                AttemptFailure.answered(ErrorCode.NOT_FOUND, "The record does not exist, or the user may not see it.");
            case "INSUFFICIENT_ACCESS",
                    "INSUFFICIENT_ACCESS_OR_READONLY",
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "API_DISABLED_FOR_ORG",
                    "API_CURRENTLY_DISABLED",
                    "ENTITY_IS_LOCKED" ->
                AttemptFailure.answered(
                        ErrorCode.DENIED_BY_VENDOR, "The org denies this to the user of the connection" + about + ".");
            default -> null;
        };
    }

    @Override
    public void limits(HttpReply reply, AttemptContext context) {
        if (!limitKnown) {
            return;
        }
        reply.header("Sforce-Limit-Info")
                .map(USAGE::matcher)
                .filter(Matcher::find)
                .ifPresent(usage -> context.observe(
                        SalesforceOperations.DAILY,
                        Observation.left(Long.parseLong(usage.group(2)) - Long.parseLong(usage.group(1)))));
    }

    @Override
    public Optional<String> requestId(HttpReply reply) {
        return reply.header("X-Request-Id").or(() -> reply.header("Sforce-Request-Id"));
    }

    /** The same code for two limits that want opposite handling: only the message tells them apart. */
    private static AttemptFailure limit(HttpReply reply, JsonNode error) {
        if (error.path("message").asString("").startsWith("Concurrent")) {
            return AttemptFailure.answered(ErrorCode.THROTTLED, "Too many calls run in the org at the same time.")
                    .asTransient()
                    .notBefore(StatusTable.retryAfter(reply)
                            .orElse(reply.received().plusMillis(200)));
        }
        return AttemptFailure.answered(ErrorCode.THROTTLED, "The org's requests of the last 24 hours are used up.")
                .notBefore(reply.received().plus(UNTIL_DAILY_FREES));
    }

    private static String named(JsonNode code) {
        String text = code.asString("");
        return text.matches("[A-Za-z_]{1,60}") ? " (" + text + ")" : "";
    }

    private static String fields(JsonNode error) {
        List<String> names = new ArrayList<>();
        for (JsonNode field : error.path("fields")) {
            String name = field.asString("");
            if (name.matches("\\w{1,80}")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? "" : " on " + String.join(", ", names);
    }
}
