package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into sentences. */
final class Sentences {
    private static final Pattern END = Pattern.compile(
            "(?<!\\b(?i:mr|mrs|ms|dr|st|ave|blvd|rd|no|nr|apt|ste|vs|e\\.g|i\\.e|jr|sr))(?<!\\b[A-Z])[.!?]+[\"')]*(?:\\s+|$)"
                    + "|;\\s*|\\n\\s*(?=[\\p{Lu}0-9\"*\\n-])");

    /** "…, and if one piece cannot be cancelled, cancel the whole order": a sentence of its own, whatever the comma says. */
    private static final Pattern APPENDED_IF = Wording.ignoringCase(
            "(?<!\\b(?:fine|ok|okay|alright|mind|problem))(?:\\s*[,(-]\\s*|\\s+)(?:and |but |or )?(?=(?:if|in case)\\b[^.]*\\b(?:whole|entire|full|complete) order)");

    /** "…, or the whole order if one piece cannot be cancelled": the same, the other way round. */
    private static final Pattern OR_WHOLE = Wording.ignoringCase("(?:\\s*[,(-]\\s*|\\s+)(?:or|otherwise)\\s+(?:just )?"
            + "(?:cancel )?(?:the|that|your|my) (?:whole|entire|full|complete) order (?=(?:if|in case)\\b)");

    /** "cancel #W1 because … and #W2 because …": the second verb is silent. */
    private static final Pattern SILENT_CANCEL =
            Wording.ignoringCase("(\\bcancel\\b[^.]*?\\b(?:because|since|as)\\b[^.]*?)"
                    + "(?:,\\s*)?\\band (?=(?:also )?(?:the )?(?:order )?" + Wording.ORDER
                    + " (?:because|since|as)\\b)");

    private static final Pattern COURTESY = Wording.ignoringCase(
            ",? ?\\bif (?:at all )?possible\\b(?=\\s*(?:,|\\.|$|\\)|because\\b|since\\b|as\\b|due\\b)),?");

    private static final int LONGEST = 1_500;

    private Sentences() {}

    /** The part of the sentence around a place that stands before it, as written. */
    static String before(String text, int place) {
        Matcher end = END.matcher(text);
        int start = 0;
        while (end.find() && end.end() <= place) {
            start = end.end();
        }
        return text.substring(start, place);
    }

    /** Whether no sentence is so long that reading it takes more time than it is worth. */
    static boolean areReadable(String text) {
        return END.splitAsStream(Folding.plain(text)).allMatch(sentence -> sentence.length() <= LONGEST);
    }

    /** The sentences in lower case, plain, in order. */
    static List<Sentence> of(String text) {
        List<Sentence> sentences = new ArrayList<>();
        int start = 0;
        String plain = Folding.plain(text);
        Matcher end = END.matcher(plain);
        while (end.find()) {
            add(plain.substring(start, end.end()), sentences);
            start = end.end();
        }
        add(plain.substring(start), sentences);
        return sentences;
    }

    private static void add(String written, List<Sentence> sentences) {
        String bare = written.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("[.!;]+$", "")
                .toLowerCase(Locale.ROOT);
        String wish = COURTESY.matcher(bare).replaceAll(" ");
        String spoken = SILENT_CANCEL.matcher(wish).replaceAll("$1 and cancel ");
        for (String part : parts(spoken)) {
            if (!part.isBlank()) {
                sentences.add(new Sentence(sentences.size(), part.strip()));
            }
        }
    }

    private static List<String> parts(String sentence) {
        Matcher or = OR_WHOLE.matcher(sentence);
        if (or.find()) {
            String condition = sentence.substring(or.end());
            return List.of(sentence.substring(0, or.start()), condition + ", cancel the whole order");
        }
        Matcher appended = APPENDED_IF.matcher(sentence);
        if (appended.find() && appended.start() > 0) {
            return List.of(sentence.substring(0, appended.start()), sentence.substring(appended.end()));
        }
        return List.of(sentence);
    }
}
