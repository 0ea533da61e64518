package dev.sallyport.effect;

import org.jspecify.annotations.Nullable;

/** The ledger's store cannot be read or written. The message names the store and how to mend it, never content. */
public final class LedgerException extends RuntimeException {
    /** A failure of the store. */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
