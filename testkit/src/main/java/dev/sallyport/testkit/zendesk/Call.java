package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request in a handler's hands. */
record Call(FakeRequest request, Exchange exchange, Account account, Map<String, String> path) {
    Instant now() {
        return exchange.now();
    }

    long id(String name) {
        return parse(Objects.requireNonNull(path.get(name)));
    }

    static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            throw new Refusal(Replies.notFound());
        }
    }

    /** The person who calls. */
    ObjectNode me() {
        ObjectNode user = account.userByEmail(exchange.actor());
        if (user == null) {
            throw new Refusal(Replies.unauthenticated());
        }
        return user;
    }

    @Nullable
    String query(String name) {
        return request.query(name);
    }

    /** The body's object of that name. */
    JsonNode body(String name) {
        JsonNode body = json().path(name);
        if (!body.isObject()) {
            throw new Refusal(Replies.invalidAttribute(name, "an object"));
        }
        return body;
    }

    JsonNode json() {
        return request.json().orElseThrow(() -> new Refusal(Replies.text(400, "Unparsable JSON body")));
    }

    /** The ids of a query parameter such as {@code ids=1,2}; at most 100. */
    Set<String> many(String name) {
        String value = query(name);
        Set<String> many = new LinkedHashSet<>();
        for (String part : value == null ? new String[0] : value.split(",", -1)) {
            if (!part.isBlank()) {
                many.add(part.strip());
            }
        }
        if (many.size() > 100) {
            throw new Refusal(Replies.titled(400, "TooManyValues", "The list must have at most 100 values"));
        }
        return many;
    }

    boolean includes(String sideload) {
        String include = query("include");
        return include != null && List.of(include.split(",", -1)).contains(sideload);
    }

    /** The address as the client wrote it: some clients follow only links to their own host. */
    String root() {
        String host = request.header("Host");
        return host == null ? exchange.baseUrl() : "http://" + host;
    }

    String link(Map<String, String> changed, Set<String> dropped) {
        List<String> pairs = new ArrayList<>();
        request.queryParameters().forEach((name, values) -> {
            if (!changed.containsKey(name) && !dropped.contains(name)) {
                values.forEach(value -> pairs.add(encode(name) + "=" + encode(value)));
            }
        });
        changed.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        return root() + request.path() + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void commit(EffectKind kind, String resource, long id, JsonNode fields) {
        exchange.effects().commit(kind, resource, String.valueOf(id), Values.fields(fields));
    }
}
