package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what a text says of keeping and changing, once it is known which sentences hold wishes. */
final class MentionReader {
    private static final Pattern KEEP =
            Pattern.compile("\\bkeep(?:ing)?\\b(?! (?:in mind|the same|you|me))\\s*(?<what>.*)$");
    private static final Pattern NEEDED =
            Pattern.compile("(?<!no longer )(?<!not )(?<!n't )\\b(?:still need|really need|need|love)"
                    + " (?:the|your|my|that) .*$|^.*\\b(?:should|must|shall|can|may) (?:stay|remain|be kept|not)\\b");

    private final SpokenSentences sentences;

    MentionReader(SpokenSentences sentences) {
        this.sentences = sentences;
    }

    /** What a sentence says of keeping and changing. */
    List<Mention> in(Sentence sentence) {
        List<Mention> mentions = new ArrayList<>();
        if (sentences.consents().contains(sentence.index())
                || sentences.moot().contains(sentence.index())
                || Followers.isAnswer(sentence)) {
            return mentions;
        }
        boolean near = sentences.asked().contains(sentence.index())
                || sentences.asked().contains(sentence.index() - 1);
        for (Sentence.Clause clause : sentence.clauses()) {
            Matcher keep = KEEP.matcher(clause.text());
            if (keep.find()) {
                mentions.add(new Mention(Mention.Kind.KEPT, keep.group("what"), near));
            }
            Matcher needed = NEEDED.matcher(clause.text());
            if (needed.find() && !CancelGrammar.SPOKEN.matcher(sentence.text()).find()) {
                mentions.add(new Mention(Mention.Kind.KEPT, needed.group(), near));
            }
            boolean asks = sentences.asked().contains(sentence.index())
                    && CancelGrammar.SPOKEN.matcher(clause.text()).find();
            if (!asks && Wording.CHANGE.matcher(clause.text()).find()) {
                mentions.add(new Mention(Mention.Kind.OTHER_WISH, said(clause, sentence), near));
            }
        }
        return mentions;
    }

    /** "For order #W1, you want to …": an id at the head of a sentence is said of all its clauses. */
    private static String said(Sentence.Clause clause, Sentence sentence) {
        Matcher head = Pattern.compile("^(?:for|in|on|regarding|about|with)\\b[^,]*" + Wording.ORDER)
                .matcher(sentence.text());
        return head.find() && Wording.orderIds(clause.text()).isEmpty()
                ? head.group() + ", " + clause.text()
                : clause.text();
    }
}
