package dev.sallyport.http;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reply, read whole and bounded. Headers are found without regard to case. {@code toString} holds no content. */
public final class HttpReply {
    private final int status;
    private final UnaryOperator<@Nullable String> headers;
    private final @Nullable JsonNode body;
    private final Instant received;

    HttpReply(int status, UnaryOperator<@Nullable String> headers, @Nullable JsonNode body, Instant received) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.received = received;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** The JSON body; empty if there was none, or if it was not JSON and the status was no success. */
    public Optional<JsonNode> body() {
        return Optional.ofNullable(body);
    }

    /**
     * The JSON body.
     *
     * @throws IllegalArgumentException if there is none; for a reader of replies, which then are not as the protocol says
     */
    public JsonNode document() {
        return body().orElseThrow(() -> new IllegalArgumentException("a reply without a body"));
    }

    /** The vendor's clock when it answered: its Date header, or the local clock where there is none. */
    public Instant vendorNow() {
        return header("Date").flatMap(StatusTable::httpDate).orElse(received);
    }

    /** When it was received, by the local clock. */
    public Instant received() {
        return received;
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + "]";
    }
}
