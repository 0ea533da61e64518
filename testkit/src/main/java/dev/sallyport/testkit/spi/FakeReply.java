package dev.sallyport.testkit.spi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reply of a fake: status, headers in order, body. Immutable; {@code toString} shows no body. */
public final class FakeReply {
    private static final byte[] GARBAGE = {'"', 0, '{', ',', '<', (byte) 0xff};

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;

    private FakeReply(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A reply without a body. */
    public static FakeReply empty(int status) {
        return new FakeReply(status, List.of(), new byte[0]);
    }

    /** A JSON reply with {@code Content-Type: application/json;charset=UTF-8}. */
    public static FakeReply json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    /** A JSON reply from text that already is JSON. */
    public static FakeReply json(int status, String body) {
        return of(status, "application/json;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An HTML reply. */
    public static FakeReply html(int status, String body) {
        return of(status, "text/html;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A reply of any content type. */
    public static FakeReply of(int status, String contentType, byte[] body) {
        return new FakeReply(status, List.of(Map.entry("Content-Type", contentType)), body.clone());
    }

    /** The same with this header in place of all of that name, whatever their case. */
    public FakeReply header(String name, String value) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        changed.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        changed.add(Map.entry(name, value));
        return new FakeReply(status, changed, body);
    }

    /** The same with one more header of that name, for the few that may stand twice. */
    public FakeReply addHeader(String name, String value) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        changed.add(Map.entry(name, value));
        return new FakeReply(status, changed, body);
    }

    /** The same without the headers of that name, whatever their case. */
    public FakeReply without(String name) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        changed.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return new FakeReply(status, changed, body);
    }

    /** The same with {@code Retry-After} in whole seconds, rounded up, 1 or more. */
    public FakeReply retryAfter(Duration wait) {
        return header(
                "Retry-After",
                Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    /** The same with only the first bytes of the body. */
    public FakeReply cutTo(int bytes) {
        return new FakeReply(status, headers, Arrays.copyOf(body, Math.min(bytes, body.length)));
    }

    /** The same with a body of which no parser makes sense. */
    public FakeReply garbled() {
        byte[] garbled = new byte[body.length + GARBAGE.length];
        int half = body.length / 2;
        System.arraycopy(body, 0, garbled, 0, half);
        System.arraycopy(GARBAGE, 0, garbled, half, GARBAGE.length);
        System.arraycopy(body, half, garbled, half + GARBAGE.length, body.length - half);
        return new FakeReply(status, headers, garbled);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** All headers in the order given. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first header of that name, whatever its case; null if there is none. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** A copy of the body; empty where there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body's length in bytes. */
    public int length() {
        return body.length;
    }

    @Override
    public String toString() {
        return "FakeReply[" + status + ", " + body.length + " bytes]";
    }
}
