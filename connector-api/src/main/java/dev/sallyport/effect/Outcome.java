package dev.sallyport.effect;

import dev.sallyport.error.ConnectorException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a write ended: committed, not sent, rejected or unknown; never anything else. Immutable.
 *
 * @param <T> what a committed write yields
 */
public sealed interface Outcome<T> {

    /**
     * The system committed it.
     *
     * @param value what it yields
     */
    record Committed<T>(T value) implements Outcome<T> {}

    /**
     * No byte of it reached the system, or surely nothing of it was committed; it may be sent again.
     *
     * @param reason why
     * @param dryRun what would have been sent, if the grant asked for a dry run
     */
    record NotSent<T>(ConnectorException reason, @Nullable Plan dryRun) implements Outcome<T> {
        /** What would have been sent, if the grant asked for a dry run. */
        public Optional<Plan> plan() {
            return Optional.ofNullable(dryRun);
        }
    }

    /**
     * The system said no.
     *
     * @param reason why
     */
    record Rejected<T>(ConnectorException reason) implements Outcome<T> {}

    /**
     * It may or may not have been committed. It was not sent again, because that could double it.
     *
     * @param intent the intent's key in the ledger
     * @param reason what is known
     * @param settlement asks the system once more, without sending the write
     */
    record Unknown<T>(String intent, ConnectorException reason, Supplier<Outcome<T>> settlement) implements Outcome<T> {
        /** Asks the system what became of it; never sends it. The answer may be unknown again. */
        public Outcome<T> settle() {
            return settlement.get();
        }

        @Override
        public String toString() {
            return "Unknown[" + intent + "]";
        }
    }

    /** Whether the write was committed. */
    default boolean isCommitted() {
        return this instanceof Committed<T>;
    }

    /**
     * The value of a committed write.
     *
     * @throws ConnectorException if it is not known to be committed
     */
    default T orThrow() {
        return fold(
                Committed::value,
                notSent -> {
                    throw notSent.reason();
                },
                rejected -> {
                    throw rejected.reason();
                },
                unknown -> {
                    throw unknown.reason();
                });
    }

    /** One function for each way a write can end. */
    default <R> R fold(
            Function<Committed<T>, R> committed,
            Function<NotSent<T>, R> notSent,
            Function<Rejected<T>, R> rejected,
            Function<Unknown<T>, R> unknown) {
        if (this instanceof Committed<T> done) {
            return committed.apply(done);
        }
        if (this instanceof NotSent<T> held) {
            return notSent.apply(held);
        }
        if (this instanceof Rejected<T> refused) {
            return rejected.apply(refused);
        }
        return unknown.apply((Unknown<T>) this);
    }
}
