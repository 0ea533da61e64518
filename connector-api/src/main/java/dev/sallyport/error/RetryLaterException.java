package dev.sallyport.error;

import org.jspecify.annotations.Nullable;

/** The same call can succeed later: wait until {@link #retryAt()} where it is known. */
public final class RetryLaterException extends ConnectorException {
    RetryLaterException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
