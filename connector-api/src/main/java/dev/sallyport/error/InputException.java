package dev.sallyport.error;

import org.jspecify.annotations.Nullable;

/** The caller must change the input: repeating the same call will fail again. */
public final class InputException extends ConnectorException {
    InputException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
