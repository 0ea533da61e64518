package dev.sallyport.pacing;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts what was drawn on each limit. Every method is atomic; implementations are thread-safe. */
public interface QuotaStore extends AutoCloseable {
    /** Takes all draws, or none. */
    Reservation reserve(List<Draw> draws, Instant now);

    /** Gives back units that were reserved at an instant and not used, unless their window has passed since. */
    void refund(List<Draw> draws, Instant reserved);

    /** Ends the permits of concurrent limits among the draws. */
    void release(List<Draw> draws);

    /** Corrects a counter by what the vendor said. A vendor can only lower what is left, never raise it. */
    void observe(Draw draw, Observation observation, Instant now);

    @Override
    void close();

    /** Counters in memory, for one process. */
    static QuotaStore inMemory() {
        return new MemoryQuotaStore();
    }

    /**
     * What a vendor said of a limit.
     *
     * @param remaining units left, if it said
     * @param notBefore when to come again, if it said; null if not
     */
    record Observation(OptionalLong remaining, @Nullable Instant notBefore) {
        /** So many units are left. */
        public static Observation left(long units) {
            return new Observation(OptionalLong.of(units), null);
        }

        /** Come again then. */
        public static Observation notBefore(Instant instant) {
            return new Observation(OptionalLong.empty(), instant);
        }
    }
}
