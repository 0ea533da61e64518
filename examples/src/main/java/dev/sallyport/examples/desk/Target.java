package dev.sallyport.examples.desk;

import java.util.List;

/** What a wish to cancel is about, as far as the text alone tells. */
sealed interface Target {

    /** Whole orders by their ids. */
    record Ids(List<String> ids) implements Target {}

    /**
     * Every pending order but those excepted.
     *
     * @param count how many the text says there are, 0 if it does not say
     */
    record AllPending(int count, List<String> except) implements Target {}

    /**
     * Single pieces.
     *
     * @param phrases what they are called
     * @param within the ids of the orders in which the text says they are
     */
    record Items(List<String> phrases, List<String> within) implements Target {}

    /** A whole order known by what is in it. */
    record OrderWith(List<String> phrases) implements Target {}

    /**
     * "The order", with nothing said to tell it from others.
     *
     * @param pending whether the text calls it pending
     */
    record TheOrder(boolean pending) implements Target {}

    /**
     * "It", "them", "both": something said before.
     *
     * @param many whether it is more than one
     * @param count how many, 0 if the text does not say
     */
    record Pronoun(boolean many, int count) implements Target {}

    /** Nothing that rules can tell. */
    record Unclear() implements Target {}
}
