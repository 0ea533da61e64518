package dev.sallyport;

import java.util.Objects;

/**
 * Text with its format, because vendors disagree on what a string means. The text is data: {@link #toString()} leaves
 * it out.
 *
 * @param format how to read {@code source}
 * @param source the text in that format
 */
public record RichText(Format format, String source) {
    /** How a text is written. */
    public enum Format {
        /** No mark-up; shown as it is. */
        PLAIN,
        /** HTML; hostile until sanitised. */
        HTML
    }

    public RichText {
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(source, "source is null");
    }

    /** Text without mark-up. */
    public static RichText plain(String text) {
        return new RichText(Format.PLAIN, text);
    }

    /** Text in HTML. */
    public static RichText html(String html) {
        return new RichText(Format.HTML, html);
    }

    @Override
    public String toString() {
        return "RichText[" + format + ", " + source.length() + " characters]";
    }
}
