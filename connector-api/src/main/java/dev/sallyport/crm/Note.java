package dev.sallyport.crm;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, to be logged as a finished activity. Immutable; the text stays out of {@code toString}.
 *
 * @param on the record that it is about; null for none
 * @param subject one line, at most 255 characters in most systems
 * @param text what happened
 */
public record Note(@Nullable Ref on, String subject, RichText text) {
    private static final int SUBJECT = 80;

    /** A note on a record. */
    public static Draft on(Ref record) {
        return new Draft(record, null);
    }

    /** A note that belongs to no record yet. */
    public static Draft loose() {
        return new Draft(null, null);
    }

    @Override
    public String toString() {
        return "Note[on=" + on + "]";
    }

    /** A note that waits for its text. */
    public static final class Draft {
        private final @Nullable Ref on;
        private final @Nullable String subject;

        private Draft(@Nullable Ref on, @Nullable String subject) {
            this.on = on;
            this.subject = subject;
        }

        /** Sets the subject; without one it is the start of the text. */
        public Draft subject(String line) {
            return new Draft(on, line);
        }

        /** The note with a plain text. */
        public Note text(String text) {
            return text(RichText.plain(text));
        }

        /** The note with a text. */
        public Note text(RichText text) {
            String source = text.source().strip();
            String start = source.lines().findFirst().orElse("Note");
            return new Note(
                    on, subject == null ? start.substring(0, Math.min(SUBJECT, start.length())) : subject, text);
        }
    }
}
