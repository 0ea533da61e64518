package dev.sallyport.spi;

import java.time.Duration;

/**
 * How it is found out what became of a write whose reply was lost. Immutable.
 *
 * @param strategy its name, as in the documentation's table
 * @param resendIsConditional whether the system itself refuses or replays a second sending, so that sending again is
 *     safe although absence is not proved
 * @param absenceAfter how long after the last sending a consistent look-up that finds nothing proves absence: the
 *     vendor's longest request time and lag
 * @param lookup the look-up
 */
public record Reconciliation(String strategy, boolean resendIsConditional, Duration absenceAfter, Lookup lookup) {

    /** Asks the system, by reads only. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * Looks for the write.
         *
         * @throws dev.sallyport.error.ConnectorException if the system cannot be asked in time
         */
        Sighting look(Trace trace, SystemReads reads);
    }
}
