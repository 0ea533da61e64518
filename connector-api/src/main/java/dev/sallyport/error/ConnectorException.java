package dev.sallyport.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a call through Sallyport throws, classed by who must act. Message and data hold no
 * payload and no secret. Immutable.
 */
public abstract sealed class ConnectorException extends RuntimeException
        permits InputException, AccessException, RetryLaterException, StopException {
    private final transient Failure failure;

    ConnectorException(Failure failure, @Nullable Throwable cause) {
        super(
                failure.system() + " " + failure.operation() + ": " + failure.code() + ": " + failure.advice(),
                cause == null ? null : CleanedCause.of(cause));
        this.failure = failure;
    }

    /** Everything that is known of the failure. */
    public Failure failure() {
        return failure;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return failure.code();
    }

    /** Who must act. */
    public Remedy remedy() {
        return failure.code().remedy();
    }

    /** When the same call could succeed, if that is known. */
    public Optional<Instant> retryAt() {
        return failure.retryAt();
    }

    /** A sentence that an agent can be shown. */
    public String advice() {
        return failure.advice();
    }
}
