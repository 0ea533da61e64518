package dev.sallyport.spi;

import dev.sallyport.effect.Strategy;
import java.time.Duration;

/**
 * How it is found out what became of a write whose reply was lost. Immutable.
 *
 * @param strategy its row in the documentation's table
 * @param resendIsConditional whether the system itself refuses or replays a second sending, so that sending again is
 *     safe although absence is not proved
 * @param absenceAfter how long after the last sending a consistent look-up that finds nothing proves absence: the
 *     vendor's longest request time and lag
 * @param readsBack whether the look-up compares what a record holds with what was wanted, for which the ledger keeps a
 *     keyed hash of each field
 * @param lookup the look-up
 */
public record Reconciliation(
        Strategy strategy, boolean resendIsConditional, Duration absenceAfter, boolean readsBack, Lookup lookup) {
    /** A look-up by a stamp or an id, which needs not know what was wanted. */
    public Reconciliation(Strategy strategy, boolean resendIsConditional, Duration absenceAfter, Lookup lookup) {
        this(strategy, resendIsConditional, absenceAfter, false, lookup);
    }

    /** As the one before, told by its name alone. */
    public Reconciliation(String strategy, boolean resendIsConditional, Duration absenceAfter, Lookup lookup) {
        this(Strategy.named(strategy), resendIsConditional, absenceAfter, false, lookup);
    }

    /** No way at all; {@code lacking} says what the system would have to offer. */
    public static Reconciliation none(String lacking) {
        return new Reconciliation(
                Strategy.none(lacking), false, Duration.ZERO, (trace, reads) -> new Sighting.Unclear());
    }

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
