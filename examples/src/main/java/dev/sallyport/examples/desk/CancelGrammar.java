package dev.sallyport.examples.desk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which people ask to cancel, or do not. Works on one sentence in lower case. */
final class CancelGrammar {
    /** What a place that speaks of cancelling says. */
    sealed interface Reading {
        /** Asks for it; the words are what it is about. */
        record Asked(String words) implements Reading {}

        record Forbidden(String words) implements Reading {}

        record Conditional(String words) implements Reading {}

        record Unclear(String words) implements Reading {}

        /** Speaks of cancelling without wishing anything. */
        record Nothing() implements Reading {}
    }

    /** Places that speak of cancelling. */
    static final Pattern SPOKEN = Pattern.compile("\\bcancel\\w*|\\bcall(?:ed|ing)? off\\b|\\bvoid\\b|\\bannul\\b"
            + "|\\b(?:remove|delete|get rid of|scrap)\\b(?=.*\\border)");

    private static final String WANT =
            "(?:want|wanting|(?<=customer )wants|(?<=user )wants|wish|would like|'d like|like|love|need|have|decide|decided|ask|asking"
                    + "|tell|request|requesting|prefer|demand|looking|intend|hoping|calling|writing|contacting|reaching out|here)";
    private static final String ADVERBS =
            "(?:\\s+(?:also|first|then|now|just|simply|immediately|urgently|please|fully|completely"
                    + "|kindly|only|next|finally|lastly))*";
    private static final String WHO =
            "(?:\\s+(?:(?:the|an?|your|this|our)\\s+)?(?:agent|representative|rep|support|you|us|team"
                    + "|service|assistant|customer service))?";
    private static final Pattern WANTED = Pattern.compile("(?<!might )(?<!may )\\b" + WANT + ADVERBS + WHO + "\\s+to"
            + ADVERBS + "(?:\\s+(?:go ahead and|have|get|help (?:me|you)))?(?:\\s+\\(?[1-9a-d][.)])?\\s*$");
    private static final Pattern POLITE = Pattern.compile(
            "(?:^|[,.:-]\\s*|\\b(?:and|so|but|then|also|hello|hi)\\s+)(?:can|could|would|will)\\s+you\\s+(?:(?:please|kindly|just"
                    + "|also|go ahead and|help me)\\s+)*$");
    private static final Pattern BARE =
            Pattern.compile("^(?:(?:and|but|so|then|also|please|kindly|just|simply|finally|lastly"
                    + "|next|first|firstly|second|secondly|third|thirdly|now|hi|hello|hey|there|thanks|okay|ok|go ahead and|plus|to"
                    + "|in addition|additionally|therefore|again|furthermore|moreover|1|2|3|[.)\"]|,)\\s*)*$");
    private static final Pattern NOUN =
            Pattern.compile("\\b(?:want|would like|'d like|request|requesting|need|ask for|asking for)\\s+"
                    + "(?:(?:an?|the|immediate|full|complete)\\s+)*$");
    private static final Pattern NOUN_TARGET = Pattern.compile("^cancell?ation (?:of|for)\\s+(?<what>.+)$");
    private static final Pattern PASSIVE_WANTED = Pattern.compile(
            "\\b(?:want|would like|'d like|need|have|get|please have|please get)\\s+(?:to (?:have|get)\\s+)?(?<what>(?:(?!\\b(?:want|to know|if)\\b).)+?)"
                    + "\\s+(?:to be\\s+)?$");
    private static final Pattern PASSIVE_NEEDED = Pattern.compile(
            "^(?:.*[,:]\\s*)?(?<what>.+?)\\s+(?:should|must|needs? to|has to|have to|shall)\\s+(?:now |please |also )?be\\s+$");

    private static final Pattern PAST = Pattern.compile("^(?:cancell?ed|called off)\\b");
    private static final Pattern ABOUT = Pattern.compile("^cancell?ation(?:s)?\\b");
    private static final Pattern UNDONE =
            Pattern.compile("\\b(?:undo\\w*|revers\\w+|revert\\w*|reinstat\\w+|restor\\w+)\\b[^,]*$");
    private static final Pattern UNABLE = Pattern.compile(
            "(?:cannot|can't|can not|couldn't|could not|unable to|not able to"
                    + "|not possible to|impossible to|isn't possible to|not be able to)(?: be)?\\s*(?:just |only |simply )?$");
    private static final Pattern REASON_FOR = Pattern.compile("\\breasons? (?:for|of|to) (?:the |your |this |my )?$");
    private static final Pattern LAST_PIECE =
            Pattern.compile("^.*(?:[,;:(]|\\s-\\s|\\b(?:so|and|then|therefore|but|because|since)\\b)");
    private static final Pattern NEGATION = Pattern.compile(
            "\\b(?:not|never|no|nobody|without|avoid|refrain|stop|against|rather than|instead of|neither|nor)\\b|n't\\b");
    private static final Pattern NO_NEGATION = Pattern.compile(
            "\\bno longer\\b|\\b(?:do not|don't) (?:need|want) (?!to\\b)"
                    + "|\\bnot needed\\b|\\bnot only\\b|\\bwhy not\\b|\\bnot possible\\b|\\bisn't possible\\b|\\bnot allowed\\b|\\bdon't hesitate\\b");
    private static final Pattern NOTHING = Pattern.compile("^\\s*(?:nothing|none|neither|no\\b)");
    private static final Pattern HYPOTHETICAL =
            Pattern.compile("\\b(?:consider\\w*|thinking|think about|wonder\\w*|might|maybe"
                    + "|perhaps|possibly|used to|curious|hypothetic\\w*|how (?:to|do|can|would|much|long)|what (?:if|happens|would)|plan(?:s|ning)?(?! (?:have |has |had )?chang)"
                    + "|not sure|unsure|possible to|possibility|able to|can (?:i|be|we)|could (?:i|be|we)|should (?:i|you|we)|pretend|jok\\w+"
                    + "|kidding|threaten\\w*|may (?:want|need|also|have))\\b|\\bor (?:to )?(?:just )?$");
    private static final Pattern BLURRED = Pattern.compile(
            "\\bor\\b|\\b(?:later|tomorrow|next (?:week|month|time)|eventually|myself"
                    + "|yourself|until|till|before|(?<!at )once|after|as soon as(?! possible)|when|whenever|instead|rather|either|maybe|perhaps|unless)\\b");
    private static final Pattern BLURRED_ANYWHERE =
            Pattern.compile("\\bor\\b|(?<!at )\\bonce\\b|\\b(?:until|unless|as soon as(?! possible)|whenever)\\b");
    private static final Pattern TIMED_HEAD = Pattern.compile(
            "^(?:and |but |then |also |so |, )*(?:once|after(?! that,| this,)|when|until|as soon as|before|whenever|while)\\b");
    private static final Pattern FRESH =
            Pattern.compile("^(?:also )?(?:you|i|we)(?:'d| would)? (?:\\w+ )?(?:want|like|wish|need)\\b");
    private static final Pattern EXPLAINED =
            Pattern.compile("\\b(?:because|since|as(?! soon| long| well)|due to|given)\\b.*$");
    private static final Pattern ITS_OWN = Pattern.compile(
            "^.*?\\b(?:if|unless|provided|otherwise|in case)\\b(?=.*\\b(?:available|in stock|there is|there are|multiple|exists?)\\b)"
                    + "(?!.*\\b(?:cancel\\w*|refund|both|keep|agent)\\b)");

    private CancelGrammar() {}

    /** What a place of {@link #SPOKEN} in a clause says. */
    static Reading read(Sentence sentence, int clause, int start, int end) {
        Sentence.Clause here = sentence.clauses().get(clause);
        String inClause = here.text().substring(0, start);
        boolean fresh = FRESH.matcher(inClause).find();
        String before = fresh ? inClause : sentence.text().substring(0, here.start() + start);
        String verbOn = here.text().substring(start);
        String words = here.text().substring(end).strip();
        if (UNDONE.matcher(before).find()
                || UNABLE.matcher(before).find()
                || REASON_FOR.matcher(before).find()) {
            return new Reading.Nothing();
        }
        if (isNegated(before) || NOTHING.matcher(words).find()) {
            return new Reading.Forbidden(words);
        }
        Optional<String> asked = asked(inClause, before, verbOn, words);
        if (asked.isEmpty()) {
            boolean idle = PAST.matcher(verbOn).find() || ABOUT.matcher(verbOn).find();
            return idle ? new Reading.Nothing() : new Reading.Unclear(words);
        }
        if (isConditional(sentence, clause, fresh)) {
            return new Reading.Conditional(words);
        }
        String bare = EXPLAINED.matcher(here.text()).replaceFirst("");
        boolean blurred = HYPOTHETICAL.matcher(before).find()
                || TIMED_HEAD.matcher(sentence.text()).find()
                || BLURRED.matcher(bare).find()
                || BLURRED_ANYWHERE.matcher(here.text()).find();
        return blurred ? new Reading.Unclear(words) : new Reading.Asked(asked.get());
    }

    private static Optional<String> asked(String inClause, String before, String verbOn, String words) {
        if (PAST.matcher(verbOn).find()) {
            return passive(PASSIVE_WANTED, inClause, words).or(() -> passive(PASSIVE_NEEDED, inClause, words));
        }
        if (ABOUT.matcher(verbOn).find()) {
            Matcher noun = NOUN_TARGET.matcher(verbOn);
            return noun.find() && NOUN.matcher(before).find() ? Optional.of(noun.group("what")) : Optional.empty();
        }
        if (verbOn.startsWith("cancell") || verbOn.startsWith("canceli") || verbOn.startsWith("calling")) {
            return Optional.empty();
        }
        String piece = LAST_PIECE.matcher(inClause).replaceFirst("").strip();
        boolean asks = WANTED.matcher(before).find()
                || POLITE.matcher(before).find()
                || BARE.matcher(piece).find();
        return asks ? Optional.of(words) : Optional.empty();
    }

    private static Optional<String> passive(Pattern form, String before, String after) {
        Matcher passive = form.matcher(before);
        return passive.find() ? Optional.of(passive.group("what") + " " + after) : Optional.empty();
    }

    static boolean isNegated(String before) {
        String piece = LAST_PIECE.matcher(before).replaceFirst("");
        return NEGATION.matcher(NO_NEGATION.matcher(piece).replaceAll(" ")).find();
    }

    /** Whether a condition anywhere in the sentence may govern this clause. */
    private static boolean isConditional(Sentence sentence, int clause, boolean fresh) {
        for (int other = 0; other < sentence.clauses().size(); other++) {
            String text = sentence.clauses().get(other).text();
            Matcher condition = Wording.CONDITION.matcher(text);
            if (!condition.find()) {
                continue;
            }
            boolean head = other == 0
                    && BARE.matcher(text.substring(0, condition.start())).find();
            boolean bound = other == clause
                    || head
                    || (other < clause && !fresh)
                    || (other > clause
                            && !(ITS_OWN.matcher(text).find()
                                    && Wording.CHANGE.matcher(text).find()));
            if (bound) {
                return true;
            }
        }
        return false;
    }
}
