package dev.sallyport.examples.desk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sentences of a text, and what is known of them so far; it grows while the text is read.
 *
 * @param asked the sentences that state a wish
 * @param consents those that say to cancel the whole order where pieces cannot be cancelled
 * @param moot those under a condition that can only be met where a wish fails
 * @param spent those that say nothing beyond the wishes
 */
record SpokenSentences(
        List<Sentence> all, Set<Integer> asked, Set<Integer> consents, Set<Integer> moot, Set<Integer> spent) {

    SpokenSentences(List<Sentence> all) {
        this(all, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    Sentence get(int index) {
        return all.get(index);
    }

    int size() {
        return all.size();
    }

    /** Whether the last thing that a sentence asks for is to cancel. */
    static boolean isAskedLast(Sentence sentence) {
        Sentence.Clause last = sentence.clauses().get(sentence.clauses().size() - 1);
        return CancelGrammar.SPOKEN.matcher(last.text()).find()
                || !Wording.CHANGE.matcher(last.text()).find();
    }
}
