package dev.sallyport.testkit.contract;

import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one exercise ended: with a value or with an exception. */
record Result(@Nullable Object value, @Nullable Throwable error) {

    /** The outcomes of a write, one for each item. */
    List<Outcome<Receipt>> outcomes() {
        Collection<?> all = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        return all.stream()
                .filter(Outcome.class::isInstance)
                .map(Result::outcome)
                .toList();
    }

    @SuppressWarnings("unchecked") // an exercise that writes yields receipts
    private static Outcome<Receipt> outcome(Object one) {
        return (Outcome<Receipt>) one;
    }

    boolean succeeded() {
        return error == null && value != null && outcomes().stream().allMatch(Outcome::isCommitted);
    }

    /** Why it did not succeed, as the caller is told; null if it did, or if what was thrown is none of ours. */
    @Nullable
    ConnectorException failure() {
        if (error instanceof ConnectorException ours) {
            return ours;
        }
        return outcomes().stream()
                .filter(outcome -> !outcome.isCommitted())
                .map(Result::reason)
                .findFirst()
                .orElse(null);
    }

    static ConnectorException reason(Outcome<Receipt> outcome) {
        return outcome.fold(
                committed -> {
                    throw new IllegalStateException("committed for no reason");
                },
                Outcome.NotSent::reason,
                Outcome.Rejected::reason,
                Outcome.Unknown::reason);
    }

    @Nullable
    ErrorCode code() {
        ConnectorException failure = failure();
        return failure == null ? null : failure.code();
    }

    boolean is(ErrorCode code) {
        return code() == code;
    }

    long committed() {
        return outcomes().stream().filter(Outcome::isCommitted).count();
    }

    long unknown() {
        return outcomes().stream().filter(Outcome.Unknown.class::isInstance).count();
    }

    /** In words, without content. */
    String words() {
        if (error != null && !(error instanceof ConnectorException)) {
            return "threw " + error.getClass().getName() + " (" + error.getMessage() + ")";
        }
        ConnectorException failure = failure();
        if (failure != null) {
            String kind = error == null ? outcomes().get(0).getClass().getSimpleName() : "failed";
            return "ended as " + kind + " with " + failure.code() + " (" + failure.advice() + ")";
        }
        if (value == null) {
            return "gave null";
        }
        return outcomes().isEmpty() ? "gave a value" : "ended as committed";
    }
}
