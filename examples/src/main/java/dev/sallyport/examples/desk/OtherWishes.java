package dev.sallyport.examples.desk;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names what a text asks for apart from cancelling, for the person who takes over. */
final class OtherWishes {
    private static final Map<String, Pattern> KINDS = kinds();
    private static final Pattern ABOUT_THEMSELVES = Wording.ignoringCase(
            "^(?:and )?(?:you|your|you're|i|i'm|my|this|name|email|e-mail|hi|hello|thanks|thank|customer)\\b");
    private static final Pattern CLAIM = Wording.ignoringCase(
            "@|\\b\\d{5}\\b|\\bname\\b|\\b\\p{L}+_\\p{L}+_\\d{4}\\b|\\b(?:live|living|reside|residing|e-?mail|zip)\\b|^(?:thanks|thank you|hi|hello)\\b");

    private OtherWishes() {}

    private static Map<String, Pattern> kinds() {
        Map<String, Pattern> kinds = new LinkedHashMap<>();
        kinds.put("a return", Wording.ignoringCase("\\breturn\\w*\\b|\\bsend (?:\\w+ )?back\\b"));
        kinds.put("an exchange", Wording.ignoringCase("\\bexchang\\w*|\\bswap\\w*"));
        kinds.put("a change of address", Wording.ignoringCase("\\baddress(?:es)?\\b"));
        kinds.put(
                "a change of an order",
                Wording.ignoringCase(
                        "\\bmodif\\w+|\\bchang(?:e|ing)\\b(?! (?:your|my) mind)|\\bswitch\\w*|\\bupgrad\\w*|\\breplac\\w*|\\badjust\\w*"));
        kinds.put(
                "a question about payment or refund",
                Wording.ignoringCase(
                        "\\brefund\\w*|\\bpayment\\b|\\bgift ?card\\b|\\bget back\\b|\\bprices?\\b|\\bcost\\b"));
        kinds.put(
                "a question",
                Wording.ignoringCase(
                        "\\b(?:know|wonder|tracking|check|ask|find out|how (?:many|much|long)|what|which|when will|status)\\b|\\?$"));
        kinds.put("a cancellation to be undone", Wording.ignoringCase("\\b(?:undo|reinstat|revers)\\w*"));
        return kinds;
    }

    /** The kinds of wishes in what the sentences say beyond cancelling; never empty if something is left unread. */
    static Set<String> in(String text, CancellationReading reading) {
        Set<String> kinds = new LinkedHashSet<>();
        boolean unread = false;
        for (Sentence sentence : Sentences.of(text)) {
            boolean spent = reading.spent().stream().anyMatch(read -> read.index() == sentence.index());
            String rest = spent ? beyondCancelling(sentence.clauses()) : sentence.text();
            KINDS.forEach((kind, pattern) -> {
                if (pattern.matcher(rest).find()) {
                    kinds.add(kind);
                }
            });
            unread |= !spent && !isIntroduction(sentence);
        }
        if (kinds.isEmpty() && unread) {
            kinds.add("a request that the rules do not know");
        }
        return kinds;
    }

    private static boolean isIntroduction(Sentence sentence) {
        return ABOUT_THEMSELVES.matcher(sentence.text()).find()
                && CLAIM.matcher(sentence.text()).find();
    }

    private static String beyondCancelling(List<Sentence.Clause> clauses) {
        StringBuilder rest = new StringBuilder();
        clauses.stream()
                .map(Sentence.Clause::text)
                .filter(clause -> !CancelGrammar.SPOKEN.matcher(clause).find())
                .forEach(clause -> rest.append(clause).append(". "));
        return rest.toString();
    }
}
