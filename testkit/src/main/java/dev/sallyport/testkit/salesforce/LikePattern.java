package dev.sallyport.testkit.salesforce;

import java.util.Locale;

/** A LIKE pattern: {@code %} for any text, {@code _} for any character, a backslash before either for itself. */
final class LikePattern {
    private final char[] signs;
    private final boolean[] literal;
    private final int length;

    LikePattern(String pattern) {
        signs = new char[pattern.length()];
        literal = new boolean[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); i++) {
            boolean escaped = pattern.charAt(i) == '\\' && i + 1 < pattern.length();
            char sign = pattern.charAt(escaped ? ++i : i);
            signs[count] = Character.toLowerCase(sign);
            literal[count++] = escaped || (sign != '%' && sign != '_');
        }
        length = count;
    }

    /** Goes back to the last {@code %} only, so that no pattern takes more than the product of the lengths. */
    boolean matches(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        int at = 0;
        int sign = 0;
        int star = -1;
        int restart = 0;
        while (at < text.length()) {
            if (sign < length && isStar(sign)) {
                star = sign++;
                restart = at;
            } else if (sign < length && (!literal[sign] || signs[sign] == text.charAt(at))) {
                sign++;
                at++;
            } else if (star >= 0) {
                sign = star + 1;
                at = ++restart;
            } else {
                return false;
            }
        }
        while (sign < length && isStar(sign)) {
            sign++;
        }
        return sign == length;
    }

    private boolean isStar(int sign) {
        return !literal[sign] && signs[sign] == '%';
    }
}
