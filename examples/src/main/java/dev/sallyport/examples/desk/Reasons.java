package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the two reasons that the policy accepts, and what is said to be unneeded or ordered by mistake. */
final class Reasons {
    private static final String BY_MISTAKE =
            "(?:by (?:mistake|accident|error)|in error|accidentally|mistakenly|unintentionally|inadvertently|erroneously)";
    private static final String ORDERED = "(?:ordered|bought|purchased|placed|made|created|put in|submitted)";
    private static final String END =
            "(?=\\s*(?:$|[.;()]|-\\s|,?\\s*\\b(?:and (?:want|would|need|you|i|cancel|also|wish)|so|but"
                    + "|because|since|as|which|that you|any ?more|any longer|please|by mistake|by accident)\\b"
                    + "|,\\s*(?:just|cancel|you|i|can|could|would|will|it|they|kindly|return|exchange|if)\\b))";

    private static final Pattern MISTAKE = Wording.ignoringCase("\\b" + ORDERED
            + "\\b(?:(?!sent|ship|address|typed|entered|payment|\\bcard\\b|paid|received)[^.;]){0,80}?" + BY_MISTAKE
            + "\\b|\\b" + BY_MISTAKE + " (?:" + ORDERED + "|order|purchase)\\b"
            + "|\\b(?:it|this|that|they|these|those|orders?|purchases?|both|which|(?:#?w\\d{7})) (?:was|were|is|are|'s|had been)"
            + " (?:just |all |both |only )?(?:an? )?(?:honest |simple )?(?:mistakes?|accidents?|accidental|by mistake|by accident)\\b"
            + "|\\bit's (?:just )?an? (?:mistake|accident)\\b"
            + "|\\bmade a mistake (?:in |when |by |while )?(?:and )?(?:order|plac|buy|bought|purchas)\\w*"
            + "|\\b(?:accidental|mistaken|unintended|erroneous) (?:order|purchase)"
            + "|\\b(?:didn't|did not|never) (?:mean|intend|want)(?:ed)? to (?:order|buy|purchase|place|make)\\b"
            + "|\\bcancel\\b[^.;,]*[,(]\\s*(?:was |were )?(?:a mistake|by mistake|by accident)"
            + "|\\breason\\b[^.;]{0,40}\\b(?:mistake|accident)\\b");

    private static final Pattern UNNEEDED = Wording.ignoringCase(
            "\\bno longer (?:really )?(?:need|want|require|necessary|useful|of use|interested|wish to (?:have|keep)|have (?:a|any) (?:need|use))"
                    + "|\\b(?:don't|do not|doesn't|does not) (?:really |actually )?(?:need|want|require)(?! to\\b)[^.;,]{0,60}?\\b(?:any ?more|any longer)\\b"
                    + "|\\b(?:don't|do not) (?:really |actually )?need (?:it|them|this|that|these|those|the|your|my|any|either|both|"
                    + "orders?|#?w\\d{7})\\b"
                    + "|\\b(?:not|isn't|aren't|wasn't|weren't) (?:really )?(?:needed|required|necessary)\\b|\\b(?:unneeded|unnecessary)\\b|\\bnone of (?:them|these|those) (?:is|are) needed\\b"
                    + "|\\bneeded (?:no longer|no more)\\b|\\bno (?:more |further )?(?:need|use) (?:for|of)\\b"
                    + "|\\bhave no (?:more |further )?(?:need|use)\\b"
                    + "|\\bchanged (?:your|my) mind\\b");

    private static final Pattern DENIED =
            Pattern.compile("(?:\\bnot|n't|\\bnever|\\bdon't say|\\bif|\\bunless|\\bwhether)\\s(?:\\w+\\s){0,4}$");

    private static final List<Pattern> SUBJECTS = List.of(
            Wording.ignoringCase(
                    "\\bmade a mistake (?:in |when |by |while )?(?:and )?(?:ordering|placing|buying|ordered|bought|placed|purchasing)"
                            + "\\s+(?<what>[^.;]+?)" + END),
            Wording.ignoringCase("\\b" + ORDERED + "\\s+(?<what>[^.;]+?)\\s*,?\\s*(?:entirely |completely |purely )?"
                    + BY_MISTAKE + "\\b"),
            Wording.ignoringCase("\\b" + BY_MISTAKE + " " + ORDERED + "\\s+(?<what>[^.;]+?)" + END),
            Wording.ignoringCase(
                    "\\bno longer (?:really )?(?:need|want|require|have (?:a|any) (?:need|use) (?:for|of))\\s+(?<what>[^.;]+?)"
                            + END),
            Wording.ignoringCase(
                    "\\b(?:don't|do not) (?:really |actually )?(?:need|want|require)(?! to\\b)\\s+(?<what>[^.;]+?)"
                            + END),
            Wording.ignoringCase(
                    "(?:^|,|\\bsince|\\bbecause|\\bas)\\s*(?<what>[^.;,]+?) (?:isn't|aren't|wasn't|weren't) (?:needed|required)"),
            Wording.ignoringCase(
                    "(?:^|,|\\bsince|\\bbecause|\\bas)\\s*(?<what>[^.;,]+?) (?:is|are|was|were|has been|have been) (?:all |both )?"
                            + "(?:no longer (?:needed|wanted|required)|not (?:needed|required)|" + ORDERED + " "
                            + BY_MISTAKE + "|an? mistake)"));

    private Reasons() {}

    /** The reason that a piece of text gives, empty if it gives none that the policy accepts. */
    static Optional<CancelReason> in(String text) {
        if (affirmed(MISTAKE.matcher(text), text)) {
            return Optional.of(CancelReason.ORDERED_BY_MISTAKE);
        }
        return affirmed(UNNEEDED.matcher(text), text) ? Optional.of(CancelReason.NO_LONGER_NEEDED) : Optional.empty();
    }

    private static boolean affirmed(Matcher reason, String text) {
        // A denied match may hold another: "if asked for the reason, say that you ordered by mistake".
        for (int from = 0; from <= text.length() && reason.find(from); from = reason.start() + 1) {
            if (!DENIED.matcher(text.substring(0, reason.start())).find()) {
                return true;
            }
        }
        return false;
    }

    /** What a piece of text says to be unneeded or ordered by mistake, in its words. */
    static List<String> subjects(String text) {
        List<String> subjects = new ArrayList<>();
        for (Pattern pattern : SUBJECTS) {
            Matcher subject = pattern.matcher(text);
            while (subject.find()) {
                subjects.add(subject.group("what"));
            }
        }
        return subjects;
    }
}
