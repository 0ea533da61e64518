package dev.sallyport.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same call can succeed later: wait until {@link #retryAt()} where it is known. */
public final class RetryLaterException extends ConnectorException {
    RetryLaterException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }

    /** If a walk was stopped that can be continued: where, for {@link dev.sallyport.Pages#from}. */
    public Optional<String> checkpoint() {
        return Optional.ofNullable(failure().checkpoint());
    }
}
