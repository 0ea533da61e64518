package dev.sallyport.zendesk;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.Records;
import dev.sallyport.http.TokenSource;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Executor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One account: its transport and its token. Thread-safe. */
final class Account implements AutoCloseable {
    private static final int PAGE = 100;
    private final HttpTransport transport;

    private Account(HttpTransport transport) {
        this.transport = transport;
    }

    static Account at(Connection connection, Executor executor) {
        ZendeskDialect dialect = new ZendeskDialect();
        HttpTransport anonymous =
                HttpTransport.to(connection.address(), dialect, Authorization.fixed(""), executor.time());
        return new Account(anonymous.with(authorization(connection.credentials(), anonymous, executor)));
    }

    HttpTransport transport() {
        return transport;
    }

    /** A request whose reply holds one record under a name. */
    Attempt<JsonNode> one(HttpRequest request, String name) {
        return transport.exchange(request, reply -> record(reply, name));
    }

    static JsonNode record(HttpReply reply, String name) {
        JsonNode record = reply.document().path(name);
        if (!record.isObject()) {
            throw new IllegalArgumentException("a reply without " + name);
        }
        return record;
    }

    /** A request for a page of a list by cursor; {@code cursor} is null for the first. */
    Attempt<Records.RawPage> page(HttpRequest list, String name, int size, @Nullable String cursor) {
        HttpRequest paged = list.query("page[size]", String.valueOf(Math.min(PAGE, size)));
        return transport.exchange(
                cursor == null ? paged : paged.query("page[after]", cursor),
                reply -> cursorPage(reply.document(), name));
    }

    /** has_more decides: cursor and link are filled on the last page too. */
    private static Records.RawPage cursorPage(JsonNode page, String name) {
        JsonNode more = page.path("meta").path("has_more");
        if (!page.path(name).isArray() || !more.isBoolean()) {
            throw new IllegalArgumentException("a page has " + name + " and meta.has_more");
        }
        String after = page.path("meta").path("after_cursor").asString("");
        if (more.booleanValue() && after.isEmpty()) {
            throw new IllegalArgumentException("a page that is not the last has meta.after_cursor");
        }
        return new Records.RawPage(elements(page.path(name)), more.booleanValue() ? after : null);
    }

    /** A page of a list that knows page numbers only. */
    Attempt<Records.RawPage> numberedPage(HttpRequest list, String name, @Nullable String cursor) {
        int number = cursor == null ? 1 : Integer.parseInt(cursor);
        HttpRequest paged = list.query("per_page", String.valueOf(PAGE)).query("page", String.valueOf(number));
        return transport.exchange(paged, reply -> {
            JsonNode page = reply.document();
            if (!page.path(name).isArray()) {
                throw new IllegalArgumentException("a page has " + name);
            }
            boolean more = page.path("next_page").isString() && !page.path(name).isEmpty();
            return new Records.RawPage(elements(page.path(name)), more ? String.valueOf(number + 1) : null);
        });
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static Authorization authorization(Credentials credentials, HttpTransport anonymous, Executor executor) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return Authorization.bearer(bearer);
        }
        if (credentials instanceof Credentials.Basic basic) {
            return Authorization.basic(basic);
        }
        return TokenSource.oauth(
                executor, ZendeskOperations.TOKEN, anonymous, tokenRequest((Credentials.ClientCredentials)
                        credentials));
    }

    private static HttpRequest tokenRequest(Credentials.ClientCredentials client) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("grant_type", "client_credentials");
        body.put("client_id", client.clientId());
        body.put("client_secret", client.clientSecret().reveal());
        body.put("scope", "read write");
        return HttpRequest.of("POST", "/oauth/tokens").json(body);
    }

    @Override
    public void close() {
        transport.close();
    }
}
