package dev.sallyport.testkit.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.sallyport.testkit.FakeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call of the control API: what was asked, of which fake, and the ways to answer. For one thread. */
final class Call {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String JSON_TYPE = "application/json";
    static final int MAXIMUM_BODY = 4 << 20;

    private final HttpExchange exchange;
    private final Console console;
    private final Map<String, String> parameters;

    Call(HttpExchange exchange, Console console, Map<String, String> parameters) {
        this.exchange = exchange;
        this.console = console;
        this.parameters = parameters;
    }

    Console console() {
        return console;
    }

    HttpExchange exchange() {
        return exchange;
    }

    FakeServer fake() {
        return console.fake(parameter("system"));
    }

    String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** A query parameter as it was written; null if it is not there. */
    @Nullable
    String query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** A header of the call; null if it is not there. */
    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    long number(String name, long otherwise, long least, long most) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // The same answer as for a number out of range.
        }
        throw bad("the query parameter " + name + " must be a number from " + least + " to " + most);
    }

    private byte[] bytes() throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAXIMUM_BODY + 1);
        if (bytes.length > MAXIMUM_BODY) {
            throw new ControlException(
                    413, "body-too-large", "the body is longer than 4 MiB", "send it in several calls");
        }
        return bytes;
    }

    String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    JsonNode body() throws IOException {
        byte[] bytes = bytes();
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException broken) {
            throw bad("the body is no JSON at line " + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr());
        }
    }

    static ControlException bad(String message) {
        return new ControlException(400, "bad-request", message, Hints.ROUTES);
    }

    void answer(Object value) throws IOException {
        answer(200, value);
    }

    void answer(int status, Object value) throws IOException {
        send(exchange, status, JSON_TYPE, JSON.writeValueAsBytes(value));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        headers(exchange, type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    static void headers(HttpExchange exchange, String type) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                        + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    }
}
