package dev.sallyport.pacing;

import java.time.Instant;

/**
 * Units that were taken for one attempt. It is ended exactly once, by {@link #used} or {@link #refund}; a second ending
 * does nothing. Used by one thread at a time.
 */
public interface Permit {
    /**
     * Tells what the attempt really cost, where only the reply says so. More than was taken is counted all the same, so
     * that later calls wait for it.
     *
     * @param limit the limit's name; one that was not drawn on is ignored
     * @param units all units of this attempt
     */
    void cost(String limit, long units);

    /** The attempt is over and may have reached the vendor: its units count for one window from now on. */
    void used(Instant now);

    /** Nothing was sent: the units are free again. */
    void refund();
}
