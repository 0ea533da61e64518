package dev.sallyport.testkit.spi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request as it came off the wire. Immutable, safe for several threads; {@code toString} shows no header and no body. */
public final class FakeRequest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String method;
    private final String path;
    private final List<String> segments;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Instant receivedAt;
    private volatile @Nullable JsonNode tree;
    private volatile @Nullable Object reading;

    private FakeRequest(
            String method, String target, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.segments = split(path).stream().map(FakeRequest::decodePath).toList();
        this.query = mark < 0 ? Map.of() : parameters(target.substring(mark + 1));
        Map<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> folded.put(name, List.copyOf(values)));
        this.headers = Collections.unmodifiableMap(folded);
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /**
     * A request from its parts.
     *
     * @param target the path and query as sent, percent-encoded
     * @param body copied
     * @param receivedAt the fake's time of arrival
     */
    public static FakeRequest of(
            String method, String target, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        return new FakeRequest(method, target, headers, body.clone(), receivedAt);
    }

    static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return List.copyOf(parts);
    }

    /** The HTTP method in capitals. */
    public String method() {
        return method;
    }

    /** The path as sent, percent-encoded, without the query. */
    public String path() {
        return path;
    }

    /** The decoded segments of the path; empty ones are left out. */
    public List<String> segments() {
        return segments;
    }

    /** The first decoded query parameter of that name; null if there is none. */
    public @Nullable String query(String name) {
        return first(query, name);
    }

    /** All decoded query parameters in the order sent; a name without {@code =} has an empty value. */
    public Map<String, List<String>> queryParameters() {
        return query;
    }

    /** The first header of that name, whatever its case; null if there is none. */
    public @Nullable String header(String name) {
        return first(headers, name);
    }

    /** All headers; look-ups ignore case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** A copy of the body; empty where there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body's length in bytes. */
    public int length() {
        return body.length;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a JSON tree, parsed once; empty where there is no body or it is not JSON. */
    public Optional<JsonNode> json() {
        JsonNode known = tree;
        if (known == null) {
            known = parse();
            tree = known;
        }
        return known.isMissingNode() ? Optional.empty() : Optional.of(known);
    }

    /** The body read as {@code application/x-www-form-urlencoded}. */
    public Map<String, List<String>> form() {
        return parameters(text());
    }

    /**
     * What a pack makes of the request, such as its route: made when first asked for, and then kept. Of one type for each
     * pack; another type takes the place of the first.
     */
    public <T> T readAs(Class<T> type, Function<FakeRequest, T> reader) {
        Object known = reading;
        if (!type.isInstance(known)) {
            known = reader.apply(this);
            reading = known;
        }
        return type.cast(known);
    }

    /** The fake's time of arrival. */
    public Instant receivedAt() {
        return receivedAt;
    }

    private JsonNode parse() {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }

    private static @Nullable String first(Map<String, List<String>> values, String name) {
        List<String> found = values.get(name);
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    private static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name), absent -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decodePath(String segment) {
        return decode(segment.replace("+", "%2B"));
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return encoded;
        }
    }

    @Override
    public String toString() {
        return "FakeRequest[" + method + ", " + body.length + " bytes]";
    }
}
