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
    private static final int LONGEST_PLACEHOLDER =
            PLACEHOLDERS.stream().mapToInt(String::length).max().orElseThrow();

    private static final Pattern MARKUP = Pattern.compile("<\\s*/?\\s*[a-zA-Z!][^>]*>|&(?:#\\d+|[a-z]+);");
    /** UTF-8 read as Latin-1 or Windows-1252, and the replacement character. */
    private static final Pattern GARBLED = Pattern.compile("Ã[\\x{80}-\\x{BF}©±¼¨¶¤]|Â[\\x{A0}-\\x{BF}]|â€|\\x{FFFD}");

    private TextQuality() {}

    static void inspect(String field, String text, List<Finding> findings) {
        String stripped = text.strip();
        if (stripped.length() != text.length()) {
            findings.add(new Finding(field, FindingKind.PADDED, text));
        }
        if (stripped.length() <= LONGEST_PLACEHOLDER && PLACEHOLDERS.contains(stripped.toLowerCase(Locale.ROOT))) {
            findings.add(new Finding(field, FindingKind.PLACEHOLDER, text));
        }
        if ((text.indexOf('<') >= 0 || text.indexOf('&') >= 0)
                && MARKUP.matcher(text).find()) {
            findings.add(new Finding(field, FindingKind.MARKUP, text));
        }
        if (isGarbled(text)) {
            findings.add(new Finding(field, FindingKind.GARBLED, text));
        }
    }

    private static boolean isGarbled(String text) {
        boolean foreign = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
                return true;
            }
            foreign |= c > 0x7F;
        }
        return foreign && GARBLED.matcher(text).find();
    }
}
