package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.TokenSource;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.SystemReads;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** One org: its transport, its token, its version. Thread-safe. */
final class Org implements AutoCloseable {
    /** How many stamps an address surely has room for. */
    private static final int STAMPS = 100;

    private final HttpTransport transport;
    private final SalesforceRecords records;
    private final String version;
    private final String intentField;
    private final String updatesField;

    private Org(HttpTransport transport, String version, String intentField, String updatesField) {
        this.transport = transport;
        this.version = version;
        this.intentField = intentField;
        this.updatesField = updatesField;
        this.records = new SalesforceRecords(this::isOwn);
    }

    static Org at(Connection connection, Executor executor) {
        SalesforceDialect dialect = new SalesforceDialect();
        HttpTransport anonymous =
                HttpTransport.to(connection.address(), dialect, Authorization.fixed(""), executor.time());
        Authorization authorization = authorization(connection.credentials(), anonymous, executor);
        return new Org(
                anonymous.with(authorization),
                connection.option("version").orElse("v62.0"),
                connection.option("intentField").orElse("Sallyport_Intent__c"),
                connection.option("updatesField").orElse("Sallyport_Updates__c"));
    }

    String version() {
        return version;
    }

    String intentField() {
        return intentField;
    }

    String updatesField() {
        return updatesField;
    }

    /** Whether a field is there for intents, and no business of the caller's. */
    boolean isOwn(String field) {
        return field.equalsIgnoreCase(intentField) || field.equalsIgnoreCase(updatesField);
    }

    /** What a record of an object with the intent field is made with. */
    void stamp(ObjectNode record, SObject object, String stamp, boolean mayBeSecond) {
        record.put(intentField, stamp);
        if (mayBeSecond && object.marked()) {
            record.put(updatesField, UpdateMarks.MADE_AGAIN);
        }
    }

    /**
     * Before creations go out again: whoever finds one of the records from now on learns from the ledger not to delete it
     * yet. Somebody may have found one earlier, so they are looked for once more.
     */
    void sendingAgain(AttemptContext context, SObject object, List<String> stamps) throws AttemptFailure {
        if (stamps.isEmpty()) {
            return;
        }
        context.sendingAgain(stamps);
        for (int from = 0; from < stamps.size(); from += STAMPS) {
            if (isAnyThere(context, object, stamps.subList(from, Math.min(stamps.size(), from + STAMPS)))) {
                throw AttemptFailure.notSent(ErrorCode.CONFLICT, "An earlier sending made it meanwhile.", null)
                        .asTransient();
            }
        }
    }

    private boolean isAnyThere(AttemptContext context, SObject object, List<String> stamps) {
        String soql = "SELECT Id FROM " + object.name() + " WHERE " + intentField + " IN "
                + stamps.stream().map(Soql::literal).collect(Collectors.joining(", ", "(", ")"));
        HttpRequest query =
                HttpRequest.get("/services/data/{version}/queryAll", version).query("q", soql);
        return !lookUp(context.reads(), query).path("records").isEmpty();
    }

    /** Until when a record must not be deleted, lest a sending that is still on its way make it anew; empty if it may be. */
    Optional<Instant> deletableFrom(JsonNode record, AttemptContext context) {
        String stamp = record.path(intentField).asString("");
        Instant now = context.now();
        Duration ahead = Duration.between(now, transport.byItsClock(now));
        Stream<Instant> sent = stamp.isEmpty() ? Stream.empty() : context.sentAgainUntil(stamp).stream();
        Stream<Instant> made = UpdateMarks.in(record, updatesField).madeAgain()
                ? Stream.of(SalesforceDates.parse(record.path("CreatedDate").asString(""))
                        .minus(ahead))
                : Stream.empty();
        return Stream.concat(sent, made).max(Comparator.naturalOrder()).map(Reconciliations::surelyOver);
    }

    SalesforceRecords records() {
        return records;
    }

    HttpTransport transport() {
        return transport;
    }

    /** A request whose reply is a JSON document. */
    Attempt<JsonNode> json(HttpRequest request) {
        return transport.exchange(request, HttpReply::document);
    }

    /** As {@link #json}, while the org's limit is not known yet. */
    Attempt<JsonNode> jsonAtFirst(HttpRequest request) {
        return transport.in(SalesforceDialect.ofUnknownLimit()).exchange(request, HttpReply::document);
    }

    /** A look-up for reconciling; a missing node if there is no such record. */
    JsonNode lookUp(SystemReads reads, HttpRequest request) {
        return reads.read(Reconciliations.read(this, request));
    }

    /** All of a record that the user may see. */
    HttpRequest whole(String object, String id) {
        return HttpRequest.get("/services/data/{version}/sobjects/" + object + "/{id}", version, id);
    }

    JsonNode missing() {
        return MissingNode.getInstance();
    }

    private static Authorization authorization(Credentials credentials, HttpTransport anonymous, Executor executor) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return Authorization.bearer(bearer);
        }
        if (credentials instanceof Credentials.ClientCredentials client) {
            return TokenSource.oauth(executor, SalesforceOperations.TOKEN, anonymous, tokenRequest(client));
        }
        throw new IllegalArgumentException(
                "Salesforce takes Credentials.clientCredentials(...) or Credentials.bearer(...)");
    }

    /** The reply's instance_url is not followed: credentials go to the configured host only. */
    private static HttpRequest tokenRequest(Credentials.ClientCredentials client) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client.clientId());
        form.put("client_secret", client.clientSecret().reveal());
        return HttpRequest.of("POST", "/services/oauth2/token").form(form);
    }

    @Override
    public void close() {
        transport.close();
    }
}
