package dev.sallyport.error;

import org.jspecify.annotations.Nullable;

/** A person must give access or approval: the agent should ask, not retry. */
public final class AccessException extends ConnectorException {
    AccessException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
