package dev.sallyport.examples.desk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the sentences around a wish: which of them belong to it, which explain it, which take it back. */
final class Followers {
    private static final Pattern RETRACTED =
            Wording.ignoringCase("\\bregret\\w*|\\bchanges? (?:your|my|his|her|their) mind\\b"
                    + "|\\bsecond thoughts?\\b|\\breconsider\\w*|\\bnever ?mind\\b|\\bdecided? (?:against|not to)\\b"
                    + "|\\btake (?:it|that) back\\b|\\bback out\\b|\\bhold off\\b|\\bwithdraw\\w*"
                    + "|\\bchanged (?:your|my) mind\\b.*\\b(?:keep|instead|modify|exchange)\\b|\\bstill (?:need|want) (?:it|them|the)\\b"
                    + "|\\bafter all\\b|\\bwant (?:it|them|the orders?) back\\b|\\bleave (?:it|them|that|the orders?) (?:as|alone|be|unchanged)\\b"
                    + "|\\bforget (?:it|about (?:it|that))\\b|\\bscratch that\\b|\\bkidding\\b|\\bno,? wait\\b");
    private static final Pattern UNDECIDED =
            Wording.ignoringCase("\\b(?:not sure|unsure|undecided|not decided|haven't decided|for now"
                    + "|(?:don't|do not) (?:process|proceed|do (?:it|anything|so))|without (?:processing|doing))\\b");
    private static final Pattern ASKED_TO_CONFIRM = Wording.ignoringCase("\\b(?:if|when|once)\\b.*\\bconfirm\\w*");
    private static final Pattern NOT_YES =
            Wording.ignoringCase("\\b(?:not|never|only|instead|keep|no longer|stop|no)\\b|n't\\b");
    private static final Pattern YES = Wording.ignoringCase(
            "\\b(?:say yes|yes|agree|proceed|go ahead)\\b|,\\s*(?:you |i )?(?:will |can |do )?confirm\\b");
    private static final Pattern ASKED_WHY =
            Wording.ignoringCase("\\b(?:if|when)\\b.*\\b(?:ask\\w*|need\\w*|want\\w*|reason)\\b.*\\b(?:reason|why)\\b"
                    + "|\\breason\\b.*\\b(?:if|when)\\b.*\\bask");
    private static final Pattern REASON_GIVEN = Wording.ignoringCase("\\breason\\b.*\\b(?:is|are|was|being|:)");
    private static final Pattern UNABLE_TO_CANCEL =
            Wording.ignoringCase("^(?:and |but |so )?(?:if|in case)\\b.*\\b(?:cannot|can't|can not"
                    + "|couldn't|not possible|isn't possible|impossible|unable|not be able|not allowed)\\b");
    private static final Pattern NOT_PLAIN =
            Wording.ignoringCase("\\b(?:both|either|keep|refund\\w*|one of|all of|do not|don't|gift"
                    + "|paypal|card|parts?|items?|only|just|partial\\w*|single|neither|nothing)\\b");
    private static final Pattern POINTS_BACK =
            Wording.ignoringCase("^(?:and |because |since |as )?(?:(?:they|it|both|all of (?:them|these)|the reason)\\b"
                    + "|(?:these|those|this|that|(?:the|that|this|these|those|both) orders?) (?:is|are|was|were)\\b)");
    private static final Pattern REACHES_BACK =
            Wording.ignoringCase("\\b(?:cancel\\w*|keep|both|either|everything|all|neither)\\b");
    private static final Pattern NEW_TURN =
            Wording.ignoringCase("\\b(?:instead|rather|actually|however|wait|before|first ask"
                    + "|but first|except|apart from|excluding|other than|but not|all but|leave out)\\b|^(?:but )?not\\b"
                    + "|\\b(?:ask|check|know|see|told)\\b.*\\bfirst\\b|\\bfirst\\b.*\\b(?:ask|check|know|see)\\b");
    private static final Pattern REFUND_TO = Wording.ignoringCase(
            "\\brefund\\w*\\b.*\\b(?:gift ?card|paypal|credit card|debit|bank|other card|another|different|store credit|cash|visa"
                    + "|mastercard|amex)\\b|\\b(?:gift ?card|paypal|store credit)\\b.*\\brefund");

    private static final Pattern REFUND_OF_OTHERS = Wording.ignoringCase(
            "\\brefund\\w* (?:for|of|from) (?:the|your|my) (?!orders?\\b|cancel|whole|entire|full)");

    private Followers() {}

    /** Whether the text anywhere says that it may take back what it says. */
    static boolean retract(List<Sentence> sentences) {
        return sentences.stream()
                .map(Sentence::text)
                .anyMatch(text -> RETRACTED.matcher(text).find()
                        || (ASKED_TO_CONFIRM.matcher(text).find()
                                && NOT_YES.matcher(text).find()));
    }

    /** A reason that is given for whatever is asked, "if asked why, say …". */
    static Optional<CancelReason> general(List<Sentence> sentences) {
        return sentences.stream()
                .map(Sentence::text)
                .filter(text -> ASKED_WHY.matcher(text).find()
                        || REASON_GIVEN.matcher(text).find())
                .filter(text -> !Wording.CHANGE.matcher(text).find())
                .flatMap(text -> Reasons.in(text).stream())
                .findFirst();
    }

    /** Whether a sentence only tells how to answer the agent, in a way that does not touch the wish. */
    static boolean isAnswer(Sentence sentence) {
        String text = sentence.text();
        boolean why = ASKED_WHY.matcher(text).find() && Reasons.in(text).isPresent();
        boolean yes = ASKED_TO_CONFIRM.matcher(text).find()
                && YES.matcher(text).find()
                && !NOT_YES.matcher(text).find();
        return (why || yes) && !Wording.CHANGE.matcher(text).find();
    }

    /** Whether a sentence only says why: it explains what stands before it. */
    static boolean explainsBefore(Sentence sentence) {
        String text = sentence.text();
        return Reasons.in(text).isPresent()
                && !sentence.isConditional()
                && !CancelGrammar.SPOKEN.matcher(text).find()
                && !Wording.CHANGE.matcher(text).find()
                && !turns(sentence)
                && (POINTS_BACK.matcher(text).find()
                        || Reasons.subjects(text).stream().anyMatch(Followers::pointsBack));
    }

    private static boolean pointsBack(String subject) {
        return TargetReader.read(subject) instanceof Target.Pronoun
                || subject.matches(
                        "(?:the|that|this|those|these|either|any)(?: of)?(?: (?:the|these|those))? ?(?:orders?|them|it|things|items)?");
    }

    /** Whether a condition that follows a wish for whole orders can only be met where the wish fails. */
    static boolean isForFailure(Sentence sentence) {
        String text = sentence.text();
        return UNABLE_TO_CANCEL.matcher(text).find() && !NOT_PLAIN.matcher(text).find();
    }

    /** Whether a sentence that belongs to another wish speaks of this one too. */
    static boolean reachesBack(Sentence sentence) {
        return REACHES_BACK.matcher(sentence.text()).find();
    }

    static boolean turns(Sentence sentence) {
        return NEW_TURN.matcher(sentence.text()).find() || isUndecided(sentence);
    }

    /** Whether a sentence says that its wish is not to be carried out yet. */
    static boolean isUndecided(Sentence sentence) {
        return UNDECIDED.matcher(sentence.text()).find();
    }

    /** Whether words ask for the money on a way that the policy may not allow. */
    static boolean choosesRefund(String words) {
        return REFUND_TO.matcher(words).find()
                && !words.contains("original")
                && !REFUND_OF_OTHERS.matcher(words).find();
    }
}
