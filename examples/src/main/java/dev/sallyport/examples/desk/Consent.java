package dev.sallyport.examples.desk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes "if part of an order cannot be cancelled, cancel the whole order". That condition is decided: the policy
 * never allows to cancel a part.
 */
final class Consent {
    private static final Pattern WHOLE = Pattern.compile(
            "\\bcancel(?:l?ing)?\\s+(?:(?:the|that|this|your|my|an?|all of the|all the)\\s+)*(?:whole|entire|full|complete)\\s+"
                    + "(?:order|thing|purchase)s?\\b|\\bcancel(?:l?ing)?\\s+(?:the|that|this|your|my)\\s+(?:pending )?orders?\\b"
                    + "(?:\\s+(?:as a whole|entirely|altogether|completely|in full))?"
                    + "|\\b(?:whole|entire|full|complete) orders? (?:(?:to be|being|can be|may be|should be|gets|is) )?cancell?ed\\b"
                    + "|\\bcancel(?:l?ing)?\\s+(?:it all|everything in (?:it|the order|that order))\\b");
    private static final Pattern SAYS_WHOLE =
            Pattern.compile("\\b(?:whole|entire|full|complete|everything|altogether|all)\\b");
    private static final String NOT =
            "(?:\\bnot\\b|n't\\b|\\bcannot\\b|\\bimpossible\\b|\\bunable\\b|\\bno way\\b|\\bcan not\\b)";
    private static final String PIECE =
            "(?:\\bparts?\\b|\\bpartial\\w*|\\bsingle\\b|\\bindividual\\w*|\\bseparate\\w*|\\bsingly\\b"
                    + "|\\bone (?:item|piece|thing|product)\\b|\\bonly\\b|\\bjust\\b|\\bitems?\\b|\\bsome\\b|\\bone of\\b|\\balone\\b"
                    + "|\\bby (?:itself|themselves)\\b|\\bon (?:its|their) own\\b|\\bspecific\\b)";
    private static final String REMOVE =
            "(?:\\bcancel\\w*|\\bremov\\w+|\\bdelet\\w+|\\btak(?:e|ing)\\b.*\\bout\\b|\\bdrop\\w*)";
    private static final Pattern PIECE_IMPOSSIBLE =
            Pattern.compile("^(?=.*" + NOT + ")(?=.*" + PIECE + ")(?=.*" + REMOVE + ").*$");
    private static final Pattern THAT_IMPOSSIBLE = Pattern.compile(
            "^(?:and |but |or )?(?:if|in case) (?:(?:that|this|it|so|doing so)(?:'s| is)? )?(?:not|isn't|cannot be|can't be)"
                    + " (?:possible|allowed|permitted|an option|feasible|doable|done)\\b");
    private static final Pattern MEANS_WHOLE = Pattern.compile(
            "\\b(?:if|in case)\\b.*\\b(?:means|requires?|needs|involves|have to|has to|must|only)\\b.*(?:whole|entire|full|complete) order"
                    + ".*\\b(?:fine|ok|okay|alright|all right|go ahead|do (?:it|so|that)|no problem|proceed)\\b"
                    + "|(?<!not )\\b(?:fine|ok|okay|alright|no problem|don't mind|do not mind) if\\b.*(?:whole|entire|full|complete) order.*\\bcancell?ed\\b");
    private static final Pattern WILLING = Pattern.compile(
            "\\b(?:fine|ok|okay|alright|don't mind|do not mind|happy|willing)" + "(?: with| to)? (?:just )?$");
    private static final Pattern BLOCKED =
            Pattern.compile("\\brefund\\w*|\\bgift ?card\\b|\\bpaypal\\b|\\bcredit\\b|\\bmyself\\b"
                    + "|\\byourself\\b|\\blater\\b|\\bregret\\b|\\bkeep\\b|\\bunless\\b|\\bwebsite\\b|\\bwhether\\b|\\botherwise\\b"
                    + "|\\b(?:exchang|modif|chang|return|replac|switch|swap)\\w*");

    private Consent() {}

    /**
     * Whether a sentence says so.
     *
     * @param afterPieces whether the sentence before asks to cancel pieces and nothing else, so that "that" is this
     */
    static boolean isIn(Sentence sentence, boolean afterPieces) {
        String text = sentence.text();
        if (conditions(text) != 1 || BLOCKED.matcher(text).find()) {
            return false;
        }
        if (MEANS_WHOLE.matcher(text).find()) {
            return !CancelGrammar.isNegated(text);
        }
        Matcher whole = WHOLE.matcher(text);
        while (whole.find()) {
            String before = text.substring(0, whole.start());
            String rest = before + " " + text.substring(whole.end());
            boolean wanted = !CancelGrammar.isNegated(withoutInability(before))
                    || WILLING.matcher(before).find();
            boolean decided = PIECE_IMPOSSIBLE.matcher(rest).find()
                    || (afterPieces
                            && SAYS_WHOLE.matcher(whole.group()).find()
                            && THAT_IMPOSSIBLE.matcher(text).find());
            if (wanted && decided) {
                return true;
            }
        }
        return false;
    }

    private static String withoutInability(String before) {
        return before.replaceAll(
                "\\b(?:cannot|can't|can not|couldn't|not (?:possible|allowed|permitted|able)|isn't (?:possible|allowed)|unable)\\b",
                " ");
    }

    private static int conditions(String text) {
        Matcher condition = Wording.CONDITION.matcher(text);
        int count = 0;
        while (condition.find()) {
            count++;
        }
        return count;
    }
}
