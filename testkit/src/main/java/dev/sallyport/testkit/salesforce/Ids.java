package dev.sallyport.testkit.salesforce;

import org.jspecify.annotations.Nullable;

/** Record ids: 15 characters that tell cases apart, or those and three more that say which are capitals. */
final class Ids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    static final int SHORT = 15;
    private static final int LONG = 18;

    private Ids() {}

    /** The 18-character id of the n-th record with this key prefix. Later ids sort after earlier ones. */
    static String of(String prefix, long number) {
        return withSuffix(prefix + "5e" + base62(number, SHORT - prefix.length() - 2));
    }

    static String base62(long number, int width) {
        StringBuilder text = new StringBuilder();
        long rest = number;
        while (text.length() < width) {
            text.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return text.reverse().toString();
    }

    /** The n of {@link #of}; -1 for an id that it does not give. */
    static long number(String id) {
        if (id.length() < SHORT || !id.startsWith("5e", 3)) {
            return -1;
        }
        long number = 0;
        for (int place = 5; place < SHORT; place++) {
            int digit = DIGITS.indexOf(id.charAt(place));
            if (digit < 0) {
                return -1;
            }
            number = number * DIGITS.length() + digit;
        }
        return number;
    }

    static String withSuffix(String id15) {
        StringBuilder id = new StringBuilder(id15);
        for (int group = 0; group < 3; group++) {
            int bits = 0;
            for (int place = 0; place < 5; place++) {
                char letter = id15.charAt(group * 5 + place);
                if (letter >= 'A' && letter <= 'Z') {
                    bits |= 1 << place;
                }
            }
            id.append(SUFFIX.charAt(bits));
        }
        return id.toString();
    }

    /** The 18-character form of a 15- or 18-character id; null if it is neither, or its suffix is wrong. */
    static @Nullable String normalized(String text) {
        if ((text.length() != SHORT && text.length() != LONG) || !text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
            return null;
        }
        String full = withSuffix(text.substring(0, SHORT));
        return text.length() == SHORT || full.equalsIgnoreCase(text) ? full : null;
    }

    /** The 15-character form, which some of Salesforce's error texts hold. */
    static String shortened(String id) {
        return id.substring(0, SHORT);
    }

    static String prefix(String id) {
        return id.substring(0, 3);
    }
}
