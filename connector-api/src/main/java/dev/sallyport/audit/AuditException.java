package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** The audit log cannot be written or continued. The message names the file and how to mend it. */
public final class AuditException extends RuntimeException {
    /** A failure of the log. */
    public AuditException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
