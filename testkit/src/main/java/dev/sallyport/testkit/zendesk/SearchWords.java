package dev.sallyport.testkit.zendesk;

/**
 * Full-text matching by words: a phrase must stand there in a row, a {@code *} at its end leaves the last word open,
 * and alone it is in everything.
 */
final class SearchWords {
    private SearchWords() {}

    static boolean contain(String text, String phrase) {
        boolean open = phrase.endsWith("*");
        String words = normal(phrase);
        if (words.isBlank()) {
            return phrase.equals("*");
        }
        return normal(text).contains(open ? words.stripTrailing() : words);
    }

    /** Each word between single spaces, one at either end too. */
    private static String normal(String text) {
        StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isLetterOrDigit(character)) {
                words.append(Character.toLowerCase(character));
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        if (words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        return words.toString();
    }
}
