package dev.sallyport.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to the configured host. The path is a template such as {@code /api/v2/tickets/{id}.json}; each argument is
 * encoded as one path segment, so that an id can never become a path. Immutable; {@code toString} holds the template only.
 */
public final class HttpRequest {
    private final String method;
    private final String template;
    private final String path;
    private final List<Map.Entry<String, String>> query;
    private final Map<String, String> headers;
    private final @Nullable Body body;

    private HttpRequest(
            String method,
            String template,
            String path,
            List<Map.Entry<String, String>> query,
            Map<String, String> headers,
            @Nullable Body body) {
        this.method = method;
        this.template = template;
        this.path = path;
        this.query = List.copyOf(query);
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /**
     * A request's body.
     *
     * @param contentType its media type
     * @param bytes its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // bodies are not compared
    public record Body(String contentType, byte[] bytes) {
        @Override
        public String toString() {
            return "Body[" + contentType + ", " + bytes.length + " bytes]";
        }
    }

    /**
     * A request; the template's {@code {names}} are replaced by the arguments in order.
     *
     * @throws IllegalArgumentException if there are more or fewer arguments than names
     */
    public static HttpRequest of(String method, String template, String... arguments) {
        StringBuilder path = new StringBuilder();
        int at = 0;
        int next = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            if (close < 0 || next >= arguments.length) {
                throw new IllegalArgumentException(template + " wants more than " + arguments.length + " arguments");
            }
            path.append(template, at, open).append(segment(arguments[next++]));
            at = close + 1;
        }
        if (next != arguments.length) {
            throw new IllegalArgumentException(template + " wants " + next + " arguments, not " + arguments.length);
        }
        path.append(template.substring(at));
        return new HttpRequest(method, template, path.toString(), List.of(), Map.of(), null);
    }

    /** A GET. */
    public static HttpRequest get(String template, String... arguments) {
        return of("GET", template, arguments);
    }

    /** The same request with a query parameter, encoded here. */
    public HttpRequest query(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(query);
        more.add(Map.entry(name, value));
        return new HttpRequest(method, template, path, more, headers, body);
    }

    /** The same request with a header. */
    public HttpRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpRequest(method, template, path, query, more, body);
    }

    /** The same request with a JSON body. */
    public HttpRequest json(JsonNode content) {
        return body(new Body("application/json", content.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The same request with a form as its body. */
    public HttpRequest form(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        return body(new Body(
                "application/x-www-form-urlencoded", String.join("&", pairs).getBytes(StandardCharsets.UTF_8)));
    }

    /** The same request with a body. */
    public HttpRequest body(Body content) {
        return new HttpRequest(method, template, path, query, headers, content);
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** The path's template, for telemetry. */
    public String template() {
        return template;
    }

    /** The encoded path. */
    public String path() {
        return path;
    }

    /** Path and query, encoded. */
    public String target() {
        if (query.isEmpty()) {
            return path;
        }
        List<String> pairs = new ArrayList<>();
        query.forEach(pair -> pairs.add(encode(pair.getKey()) + "=" + encode(pair.getValue())));
        return path + (path.contains("?") ? "&" : "?") + String.join("&", pairs);
    }

    /** The headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, if there is one. */
    public Optional<Body> body() {
        return Optional.ofNullable(body);
    }

    private static String segment(String argument) {
        if (argument.isEmpty() || argument.equals(".") || argument.equals("..")) {
            throw new IllegalArgumentException("'" + argument + "' is no id");
        }
        return encode(argument);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
