package dev.sallyport.testkit.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A system that says what goes wrong by the usual statuses, with {@code {"error":"…"}} as the body and {@code Retry-After}
 * in seconds. A pack overrides what its own system says otherwise. Thread-safe.
 */
public class PlainDialect implements Dialect {
    /** The usual. */
    public PlainDialect() {}

    /** A refusal in the form of all others. */
    public static FakeReply error(int status, String word) {
        return FakeReply.json(status, "{\"error\":\"" + word + "\"}");
    }

    @Override
    public FakeReply throttled(FakeRequest request, Duration retryAfter) {
        return error(429, "too_many_requests").retryAfter(retryAfter);
    }

    @Override
    public FakeReply overQuota(FakeRequest request, QuotaState quota, Duration retryAfter) {
        return throttled(request, retryAfter);
    }

    @Override
    public FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter) {
        FakeReply down = error(503, "unavailable");
        return retryAfter == null ? down : down.retryAfter(retryAfter);
    }

    @Override
    public FakeReply tokenExpired(FakeRequest request) {
        return error(401, "token_expired");
    }

    @Override
    public FakeReply serverError(FakeRequest request) {
        return error(500, "internal");
    }
}
