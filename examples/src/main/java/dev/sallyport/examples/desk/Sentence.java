package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence in lower case, and its clauses: pieces with at most one wish each.
 *
 * @param index its place in the text
 */
record Sentence(int index, String text, List<Clause> clauses) {

    /** A piece of a sentence and where it starts in it. */
    record Clause(String text, int start) {}

    private static final String VERB =
            "(?:cancel|call off|get rid|remove|delete|scrap|void|annul|return|exchange|modify"
                    + "|change|switch|swap|replace|update|upgrade|adjust|know|ask|check|find|get|receive|refund|track|have|see"
                    + "|tell|inquire|confirm|make sure|split|pay|reorder|buy|keep|send|ship|add)\\b";
    private static final String LINK = "(?:and|but|then|also|plus|so|while|as well as|finally|lastly|next)";
    private static final String WANT = "(?:(?:you|i|we)(?:'d| would)? (?:also |then |now |still |just )?)?"
            + "(?:want|would like|'d like|wish|need to|prefer)\\b";
    private static final Pattern CUT = Pattern.compile(
            "\\s*[,:-]?\\s*\\b" + LINK + "\\b(?:,? " + LINK + "\\b)*,?\\s+"
                    + "(?=(?:please |kindly |just |simply |to |instead )*" + VERB + "|" + WANT + ")"
                    + "|\\s*,\\s*(?=(?:please |kindly |just )*" + VERB
                    + "|(?:you|i)(?:'d| would)? (?:also )?(?:want|like|wish)\\b)"
                    + "|\\s*,?\\s*\\bbut\\b\\s+(?=(?:you|i|we|if|when|only|please|do|don't|it|they|then|also|first|before|unless)\\b)");

    Sentence(int index, String text) {
        this(index, text, cut(text));
    }

    private static List<Clause> cut(String text) {
        List<Clause> clauses = new ArrayList<>();
        int start = 0;
        Matcher cut = CUT.matcher(text);
        while (cut.find()) {
            if (cut.start() > start) {
                clauses.add(new Clause(text.substring(start, cut.start()), start));
            }
            start = cut.end();
        }
        clauses.add(new Clause(text.substring(start), start));
        return clauses;
    }

    boolean isConditional() {
        return Wording.CONDITION.matcher(text).find();
    }
}
