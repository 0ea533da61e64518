package dev.sallyport.examples.desk;

/**
 * A place that speaks against cancelling something, or of cancelling it under a condition, or of doing something else
 * with it.
 *
 * @param words what it is about, in the text's words
 * @param near whether it stands where "it" would be the order that a wish is about
 */
record Mention(Kind kind, String words, boolean near) {
    enum Kind {
        /** "Do not cancel …". */
        FORBIDDEN,
        /** "Keep …". */
        KEPT,
        /** "Might cancel …", or words that the rules cannot place. */
        UNCLEAR,
        /** "If …, cancel …". */
        CONDITIONAL,
        /** "Change …", "return …". */
        OTHER_WISH
    }
}
