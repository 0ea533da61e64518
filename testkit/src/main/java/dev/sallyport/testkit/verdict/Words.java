package dev.sallyport.testkit.verdict;

import java.time.Duration;
import java.util.Locale;

/** Numbers in words for people. */
final class Words {
    private Words() {}

    /** A length of time with one unit. */
    static String of(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(2)) < 0) {
            double seconds = length.toMillis() / 1_000.0;
            String text = String.format(Locale.ROOT, "%.1f", seconds);
            return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " s";
        }
        return length.compareTo(Duration.ofHours(2)) < 0 ? length.toMinutes() + " min" : length.toHours() + " h";
    }

    /** A number of things. */
    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
