package dev.sallyport.http;

import dev.sallyport.quality.Finding;
import dev.sallyport.quality.FindingKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is odd about a text that should be plain. */
final class TextQuality {
    private static final Set<String> PLACEHOLDERS = Set.of(
            "n/a",
            "na",
            "none",
            "null",
            "undefined",
            "unknown",
            "test",
            "tbd",
            "todo",
            "-",
            "--",
            "?",
            ".",
            "x",
            "xxx",
            "test@test.com",
            "asdf",
            "nan",
            "[object object]");
    private static final Pattern MARKUP = Pattern.compile("<\\s*/?\\s*[a-zA-Z!][^>]*>|&(?:#\\d+|[a-z]+);");
    /** UTF-8 read as Latin-1 or Windows-1252, and the replacement character. */
    private static final Pattern GARBLED = Pattern.compile("Ã[\\x{80}-\\x{BF}©±¼¨¶¤]|Â[\\x{A0}-\\x{BF}]|â€|\\x{FFFD}");

    private TextQuality() {}

    static void inspect(String field, String text, List<Finding> findings) {
        if (!text.equals(text.strip())) {
            findings.add(new Finding(field, FindingKind.PADDED, text));
        }
        if (PLACEHOLDERS.contains(text.strip().toLowerCase(Locale.ROOT))) {
            findings.add(new Finding(field, FindingKind.PLACEHOLDER, text));
        }
        if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
            if (MARKUP.matcher(text).find()) {
                findings.add(new Finding(field, FindingKind.MARKUP, text));
            }
        }
        if (hasControl(text) || GARBLED.matcher(text).find()) {
            findings.add(new Finding(field, FindingKind.GARBLED, text));
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F);
    }
}
