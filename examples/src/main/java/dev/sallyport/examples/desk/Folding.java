package dev.sallyport.examples.desk;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values comparable that people and systems write differently. Only for comparing, never for storing. */
final class Folding {
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>@]{0,200}>");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");
    private static final Pattern ZIP = Pattern.compile("(\\d{5})(?:[- ]?\\d{4})?");

    private Folding() {}

    /** The text with plain quotes, dashes and blanks and without mark-up; letters and line ends stay as they are. */
    static String plain(String text) {
        return TAG.matcher(text)
                .replaceAll(" ")
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u201c', '"')
                .replace('\u201d', '"')
                .replace('\u00a0', ' ')
                .replaceAll("\\s*[\u2013\u2014]\\s*| --? ", " - ");
    }

    /** Lower case, no accents, no mark-up, single blanks. */
    static String fold(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String bare = TAG.matcher(value).replaceAll(" ").replace("&nbsp;", " ");
        String unaccented = MARKS.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("æ", "ae")
                .replace("œ", "oe");
        return BLANKS.matcher(unaccented).replaceAll(" ").strip();
    }

    /** Only the letters of the value, folded: "O'Neil-García " is {@code oneilgarcia}. */
    static String letters(@Nullable String value) {
        return NOT_LETTERS.matcher(fold(value)).replaceAll("");
    }

    /** The five digits of a postal code, empty if the value is none. */
    static String zip(@Nullable String value) {
        Matcher zip = ZIP.matcher(fold(value));
        return zip.matches() ? zip.group(1) : "";
    }

    /** An e-mail address without what surrounds it. */
    static String email(@Nullable String value) {
        String folded = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
        return folded.startsWith("mailto:") ? folded.substring("mailto:".length()) : folded;
    }
}
