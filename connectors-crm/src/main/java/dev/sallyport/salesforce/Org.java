package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.TokenSource;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.time.TimeSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** One org: its transport, its token, its version. Thread-safe. */
final class Org implements AutoCloseable {
    private final HttpTransport transport;
    private final SalesforceRecords records;
    private final String version;
    private final String intentField;
    private final String updatesField;
    private final TimeSource time;
    private final SentAgain sentAgain = new SentAgain();

    private Org(HttpTransport transport, String version, String intentField, String updatesField, TimeSource time) {
        this.transport = transport;
        this.time = time;
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
                connection.option("updatesField").orElse("Sallyport_Updates__c"),
                executor.time());
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
        if (mayBeSecond) {
            sentAgain.note(stamp, time.now());
        }
        if (mayBeSecond && object.marked()) {
            record.put(updatesField, UpdateMarks.MADE_AGAIN);
        }
    }

    /** Until when a record must not be deleted, lest a sending that is still on its way make it anew; empty if it may be. */
    Optional<Instant> deletableFrom(JsonNode record) {
        Optional<Instant> sent = sentAgain.until(record.path(intentField).asString(""));
        if (!UpdateMarks.in(record, updatesField).madeAgain()) {
            return sent;
        }
        Instant made = Reconciliations.surelyOver(
                SalesforceDates.parse(record.path("CreatedDate").asString("")));
        // A third sending may have gone out after the second had made it.
        return Optional.of(sent.filter(made::isBefore).orElse(made));
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
