package dev.sallyport.pacing;

import java.time.Instant;
import java.util.List;

/**
 * Counts what was drawn on each limit. Every method is atomic; implementations are thread-safe. Connectors that are
 * given the same store share more than its counters: one queue, one circuit and one retry budget for each account.
 */
public interface QuotaStore extends AutoCloseable {
    /**
     * Takes all draws, or none; as often as they fit.
     *
     * @param most how often at most, at least 1
     */
    Reservation reserve(List<Draw> draws, int most, Instant now);

    /** Takes all draws once, or none. */
    default Reservation reserve(List<Draw> draws, Instant now) {
        return reserve(draws, 1, now);
    }

    /**
     * When the draws could be taken by the one who stands at a place in the queue for them, as far as is known now.
     * Takes nothing and asks no other machine.
     *
     * @param place 1 for the first
     */
    Reservation.Wait opensFor(List<Draw> draws, int place, Instant now);

    /**
     * Corrects a counter by what the vendor said. What was asked before an answer that is already known is ignored.
     *
     * @param asked when the request was sent whose answer says it
     */
    void observe(Draw draw, Observation observation, Instant asked, Instant now);

    /** Whether it answers from memory, so that nothing is gained by asking for several callers at once. */
    default boolean isImmediate() {
        return false;
    }

    @Override
    void close();

    /** Counters in memory, for one process. */
    static QuotaStore inMemory() {
        return new MemoryQuotaStore();
    }
}
