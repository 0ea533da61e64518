package dev.sallyport.pacing;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor said of a limit. It can only slow calls down: fewer units left than counted here are believed, more are
 * not.
 *
 * @param remaining units left, if it said
 * @param resetAt when its window ends, in the caller's time, if it said; null if not
 * @param notBefore when to come again, if it said; null if not
 */
public record Observation(
        OptionalLong remaining,
        @Nullable Instant resetAt,
        @Nullable Instant notBefore) {
    /** So many units are left. */
    public static Observation left(long units) {
        return new Observation(OptionalLong.of(units), null, null);
    }

    /** So many units are left until then. An instant in the past or later than one window from now is not believed. */
    public static Observation left(long units, Instant resetAt) {
        return new Observation(OptionalLong.of(units), resetAt, null);
    }

    /** The limit is reached: come again then. */
    public static Observation notBefore(Instant instant) {
        return new Observation(OptionalLong.empty(), null, instant);
    }
}
