package dev.sallyport.chaos.meter;

import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.QuotaState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the metered system says no. */
final class MeterRefusals implements Dialect {
    @Override
    public FakeReply throttled(FakeRequest request, Duration retryAfter) {
        return FakeReply.json(429, "{\"error\":\"slow down\"}").retryAfter(retryAfter);
    }

    @Override
    public FakeReply overQuota(FakeRequest request, QuotaState quota, Duration retryAfter) {
        return throttled(request, retryAfter);
    }

    @Override
    public FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter) {
        FakeReply down = FakeReply.json(503, "{\"error\":\"down\"}");
        return retryAfter == null ? down : down.retryAfter(retryAfter);
    }

    @Override
    public FakeReply tokenExpired(FakeRequest request) {
        return FakeReply.json(401, "{\"error\":\"token\"}");
    }

    @Override
    public FakeReply serverError(FakeRequest request) {
        return FakeReply.json(500, "{\"error\":\"failed\"}");
    }
}
