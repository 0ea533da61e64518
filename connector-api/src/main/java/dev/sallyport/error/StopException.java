package dev.sallyport.error;

import org.jspecify.annotations.Nullable;

/** Stop and report: neither the caller nor waiting can mend it. */
public final class StopException extends ConnectorException {
    StopException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
