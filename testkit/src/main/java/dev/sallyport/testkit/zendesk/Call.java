package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** All values of a parameter that may be given several times. */
    List<String> queries(String name) {
        return request.queryParameters().getOrDefault(name, List.of());
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
        String type = request.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw new Refusal(Replies.text(415, "Unsupported Content-Type, use application/json"));
        }
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
        return included().contains(sideload);
    }

    /** What {@code include=} names. */
    Set<String> included() {
        String include = query("include");
        return include == null ? Set.of() : Set.copyOf(Arrays.asList(include.split("\\s*,\\s*", -1)));
    }

    /** What {@code include=} names for one kind of rows, as in {@code tickets(users,groups),users(identities)}. */
    Set<String> included(String kind) {
        Matcher found = Pattern.compile("(?:^|[,)]\\s*)" + kind + "\\(([^)]*)\\)")
                .matcher(Objects.requireNonNullElse(query("include"), ""));
        return found.find() ? Set.copyOf(Arrays.asList(found.group(1).split("\\s*,\\s*", -1))) : Set.of();
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
