package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.QuotaState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bends what replies say of limits, for any vendor: the states that a pack makes its headers of, or those headers
 * themselves, which are what it adds for a request's quotas, and {@code Retry-After}.
 */
final class Lies {
    private static final String RETRY_AFTER = "Retry-After";
    private static final Duration SKEW = Duration.ofHours(1);
    private static final long ABSURD_SECONDS = 100L * 365 * 24 * 3600;

    private final Map<String, QuotaState> firsts = new ConcurrentHashMap<>();

    /** What a pack is told of the quotas. */
    List<QuotaState> states(@Nullable Lie lie, List<QuotaState> real) {
        if (lie == null) {
            return real;
        }
        return real.stream()
                .map(state -> switch (lie) {
                    case TOO_HIGH -> used(state, 0);
                    case TOO_LOW -> used(state, state.quota().limit() - state.remaining() / 10);
                    case ZERO -> used(state, state.quota().limit());
                    case STALE -> firsts.computeIfAbsent(state.quota().name() + "\0" + state.key(), absent -> state);
                    case CLOCK_AHEAD -> shifted(state, SKEW);
                    case CLOCK_BEHIND -> shifted(state, SKEW.negated());
                    case GARBAGE, MISSING, RETRY_AFTER_ABSURD, RETRY_AFTER_ZERO, RETRY_AFTER_NEGATIVE -> state;
                })
                .toList();
    }

    /** What {@code Date} says when it is this late. */
    static Instant date(@Nullable Lie lie, Instant now) {
        if (lie == Lie.CLOCK_AHEAD) {
            return now.plus(SKEW);
        }
        return lie == Lie.CLOCK_BEHIND ? now.minus(SKEW) : now;
    }

    /**
     * The reply with lying headers.
     *
     * @param plain as the pack dresses it without any quota
     * @param dressed as it dresses it with them
     */
    static FakeReply told(@Nullable Lie lie, FakeReply plain, FakeReply dressed) {
        if (lie == Lie.GARBAGE || lie == Lie.MISSING) {
            return bent(lie, plain, dressed);
        }
        if (dressed.header(RETRY_AFTER) == null || lie == null) {
            return dressed;
        }
        return switch (lie) {
            case RETRY_AFTER_ABSURD -> dressed.header(RETRY_AFTER, Long.toString(ABSURD_SECONDS));
            case RETRY_AFTER_ZERO -> dressed.header(RETRY_AFTER, "0");
            case RETRY_AFTER_NEGATIVE -> dressed.header(RETRY_AFTER, "-30");
            default -> dressed;
        };
    }

    private static FakeReply bent(Lie lie, FakeReply plain, FakeReply dressed) {
        FakeReply bent = dressed;
        for (Map.Entry<String, String> header : dressed.headers()) {
            String name = header.getKey();
            if (name.equalsIgnoreCase(RETRY_AFTER) || !header.getValue().equals(plain.header(name))) {
                bent = lie == Lie.GARBAGE ? bent.header(name, "soon;NaN,-\u00fc") : bent.without(name);
            }
        }
        return bent;
    }

    private static QuotaState used(QuotaState state, long used) {
        return new QuotaState(state.quota(), state.key(), used, state.resetsAt());
    }

    private static QuotaState shifted(QuotaState state, Duration by) {
        return new QuotaState(
                state.quota(), state.key(), state.used(), state.resetsAt().plus(by));
    }

    void reset() {
        firsts.clear();
    }
}
