package dev.sallyport.testkit.internal;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a mistyped word was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The word that differs by the least, if that is little; null if none is near. */
    public static @Nullable String to(String typed, Collection<String> known) {
        String wanted = bare(typed);
        String best = null;
        int least = 1 + Math.max(1, wanted.length() / 3);
        for (String word : known) {
            int away = distance(wanted, bare(word));
            if (away < least) {
                least = away;
                best = word;
            }
        }
        return best;
    }

    /** {@code "; did you mean "…"?"}, or nothing. */
    public static String hint(String typed, Collection<String> known) {
        String meant = to(typed, known);
        return meant == null ? "" : "; did you mean \"" + meant + "\"?";
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                now[column] = Math.min(before[column - 1] + change, 1 + Math.min(before[column], now[column - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
