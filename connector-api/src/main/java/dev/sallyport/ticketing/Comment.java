package dev.sallyport.ticketing;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a ticket. Immutable.
 *
 * @param ref the record
 * @param body the text
 * @param visibility who may see it; null if the system does not say
 * @param author who wrote it
 * @param createdAt when
 */
public record Comment(
        Ref ref,
        @Nullable RichText body,
        @Nullable Visibility visibility,
        @Nullable Ref author,
        @Nullable Instant createdAt) {
    /** The canonical resource. */
    public static final String RESOURCE = "ticketing:comment";

    /** Who may see a comment. */
    public enum Visibility {
        /** The service desk only. */
        INTERNAL,
        /** The requester too. */
        PUBLIC
    }

    @Override
    public String toString() {
        return "Comment[" + ref + ", " + visibility + "]";
    }
}
