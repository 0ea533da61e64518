package dev.sallyport.http;

import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import java.util.Optional;

/** How one vendor speaks HTTP beyond the standard. Stateless. */
public interface Dialect {
    /**
     * What a reply that is not a success means; see {@link StatusTable} for the usual. {@code write} is true if the request
     * could have changed something.
     */
    AttemptFailure failure(HttpReply reply, boolean write);

    /** Whether a reply says that the access token is no longer good, so that a new one may help. */
    default boolean tokenExpired(HttpReply reply) {
        return reply.status() == 401;
    }

    /** Passes on what a reply's headers say of the limits. */
    default void limits(HttpReply reply, AttemptContext context) {}

    /** The vendor's id of the request. */
    default Optional<String> requestId(HttpReply reply) {
        return reply.header("X-Request-Id");
    }
}
