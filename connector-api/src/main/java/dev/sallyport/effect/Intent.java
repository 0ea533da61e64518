package dev.sallyport.effect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes two writes the same write. With a key of the caller's, a write is done once however often it is asked for,
 * also after a crash if the ledger is durable. Automatic: inside a named task, creates and appends with the same content
 * are the same write; everything else is a write of its own.
 */
public final class Intent {
    private static final Intent AUTOMATIC = new Intent(null);
    private final @Nullable String key;

    private Intent(@Nullable String key) {
        this.key = key;
    }

    /**
     * A write known by the caller's own key, such as {@code ticket-4711/refund}.
     *
     * @throws IllegalArgumentException if the key is blank or longer than 200 characters
     */
    public static Intent keyed(String key) {
        if (key.isBlank() || key.length() > 200) {
            throw new IllegalArgumentException("an intent key has 1 to 200 characters, this one " + key.length());
        }
        return new Intent(key);
    }

    /** The default: see the class. */
    public static Intent automatic() {
        return AUTOMATIC;
    }

    /** The caller's key, if there is one. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }
}
