package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answers to creates that were sent with a key, kept for two hours. Only successes are kept. */
final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final String LOOKUP = "x-idempotency-lookup";

    private record Answer(Instant until, JsonNode body, FakeReply reply) {}

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    FakeReply once(@Nullable String key, JsonNode body, Instant now, Supplier<FakeReply> create) {
        if (key == null) {
            return create.get();
        }
        forget(now);
        Answer known = answers.get(key);
        if (known != null) {
            return known.body().equals(body) ? known.reply().header(LOOKUP, "hit") : mismatch();
        }
        if (key.isEmpty() || key.length() > 255) {
            return mismatch();
        }
        FakeReply reply = create.get();
        answers.put(key, new Answer(now.plus(KEPT), body, reply));
        return reply.header(LOOKUP, "miss");
    }

    /** The oldest stand first. */
    private void forget(Instant now) {
        Iterator<Answer> oldest = answers.values().iterator();
        while (oldest.hasNext() && !oldest.next().until().isAfter(now)) {
            oldest.remove();
        }
    }

    private static FakeReply mismatch() {
        return Replies.error(400, "IdempotentRequestError", "Request parameters don't match the given idempotency key");
    }
}
