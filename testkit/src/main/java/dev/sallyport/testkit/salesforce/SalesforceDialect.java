package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.QuotaState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How Salesforce says that it will not or cannot: it never sends Retry-After. */
final class SalesforceDialect implements Dialect {
    @Override
    public FakeReply throttled(FakeRequest request, Duration retryAfter) {
        return Refusal.of(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.")
                .reply();
    }

    @Override
    public FakeReply overQuota(FakeRequest request, QuotaState quota, Duration retryAfter) {
        return Refusal.of(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
                .reply();
    }

    @Override
    public FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter) {
        return Refusal.of(503, "SERVER_UNAVAILABLE", "The server is currently unavailable to handle the request.")
                .reply();
    }

    @Override
    public FakeReply tokenExpired(FakeRequest request) {
        if (AsyncReplies.serves(request)) {
            return AsyncReplies.error(request, "InvalidSessionId", "Invalid session id");
        }
        return Refusal.of(401, "INVALID_SESSION_ID", "Session expired or invalid")
                .reply();
    }

    @Override
    public FakeReply cursorExpired(FakeRequest request) {
        return Refusal.of(400, "INVALID_QUERY_LOCATOR", "invalid query locator").reply();
    }

    @Override
    public FakeReply serverError(FakeRequest request) {
        return Refusal.of(
                        500,
                        "UNKNOWN_EXCEPTION",
                        "An unexpected error occurred. Please include this ErrorId if you contact support: 1-1 (1)")
                .reply();
    }
}
