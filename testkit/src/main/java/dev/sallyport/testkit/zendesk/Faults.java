package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.QuotaState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What going wrong looks like here. Bodies of these answers are not to be relied on: the vendor's have changed often. */
final class Faults implements Dialect {
    private static final String TOO_MANY = "Number of allowed API requests per minute exceeded";

    @Override
    public FakeReply throttled(FakeRequest request, Duration retryAfter) {
        return Replies.text(429, TOO_MANY).retryAfter(retryAfter);
    }

    @Override
    public FakeReply overQuota(FakeRequest request, QuotaState quota, Duration retryAfter) {
        FakeReply reply = switch (quota.quota().name()) {
            case Limits.USER_UPDATES ->
                Replies.coded(429, "TooManyRequests", "Too many requests to update", "Try again later");
            case Limits.EXPORTS, Limits.CURSOR_EXPORTS ->
                Replies.text(429, "Number of allowed incremental ticket export API requests per minute exceeded");
            default -> Replies.text(429, TOO_MANY);
        };
        return reply.retryAfter(retryAfter);
    }

    @Override
    public FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter) {
        FakeReply down = page(503, "Service Unavailable");
        return retryAfter == null ? down : down.retryAfter(retryAfter);
    }

    @Override
    public FakeReply tokenExpired(FakeRequest request) {
        return Replies.invalidToken();
    }

    @Override
    public FakeReply cursorExpired(FakeRequest request) {
        return Replies.badPaging("the cursor is not valid");
    }

    @Override
    public FakeReply serverError(FakeRequest request) {
        return page(500, "Internal Server Error");
    }

    @Override
    public FakeReply tooLarge(FakeRequest request) {
        return page(413, "Request Entity Too Large");
    }

    private static FakeReply page(int status, String title) {
        return FakeReply.html(
                status,
                "<html><head><title>" + status + " " + title + "</title></head><body><center><h1>" + status + " "
                        + title + "</h1></center></body></html>");
    }
}
