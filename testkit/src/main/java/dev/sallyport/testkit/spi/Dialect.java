package dev.sallyport.testkit.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What going wrong looks like at this vendor. The engine decides when; these say in which status, headers and body.
 * Implementations keep no state and may be called by several threads at once.
 */
public interface Dialect {
    /** The vendor's "too many requests" for a fault, with {@code Retry-After} where the vendor sends one. */
    FakeReply throttled(FakeRequest request, Duration retryAfter);

    /** The vendor's refusal for a limit that this request would have gone over. */
    FakeReply overQuota(FakeRequest request, QuotaState quota, Duration retryAfter);

    /**
     * The vendor's "down for now".
     *
     * @param retryAfter when to come back; null where no {@code Retry-After} is to be sent
     */
    FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter);

    /** The vendor's answer to a token that no longer counts. */
    FakeReply tokenExpired(FakeRequest request);

    /** The vendor's answer to a cursor that it does not know any more; a 400 with JSON unless overridden. */
    default FakeReply cursorExpired(FakeRequest request) {
        return FakeReply.json(400, "{\"error\":\"the cursor has expired\"}");
    }

    /** The vendor's own failure, a 500 in most dialects. */
    FakeReply serverError(FakeRequest request);

    /** The vendor's answer to a body over its size limit; a bare 413 unless overridden. */
    default FakeReply tooLarge(FakeRequest request) {
        return FakeReply.empty(413);
    }

    /** A page for people with status 200 where JSON was due; a login page unless overridden. */
    default FakeReply htmlPage(FakeRequest request) {
        return FakeReply.html(
                200,
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=\"post\" action=\"/login\">"
                        + "<input name=\"username\"><input name=\"password\" type=\"password\"></form></body></html>");
    }
}
