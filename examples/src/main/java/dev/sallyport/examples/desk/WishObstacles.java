package dev.sallyport.examples.desk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what in a text keeps a wish from being plain: conditions, second thoughts, instructions to the agent. */
final class WishObstacles {
    private static final Pattern INSTRUCTED =
            Pattern.compile("\\b(?:ignore|disregard|forget|override)\\b.*\\b(?:instruction|polic|rule"
                    + "|prompt|previous|above|guideline)|\\bsystem (?:prompt|note|message|override|notice|instruction)|\\b(?:system|admin|assistant)\\W{0,3}:"
                    + "|\\byou are now\\b|\\bas an ai\\b|\\bdeveloper mode\\b|\\bnew instructions?\\b");
    private static final Pattern RESUMES =
            Pattern.compile("^(?:then|also|and|so|in that case|afterwards|next|after that|otherwise)\\b"
                    + "(?!(?<=also|and),? (?:you|i) (?:also )?(?:want|would like|wish)\\b)");

    private final SpokenSentences sentences;

    WishObstacles(SpokenSentences sentences) {
        this.sentences = sentences;
    }

    /** The first obstacle, empty if there is none. */
    Optional<String> obstacle(Sentence sentence, int clause, Target target, boolean whole) {
        String clauseText = sentence.clauses().get(clause).text();
        String spoken = Wording.CHANGE.matcher(sentence.text()).find() ? clauseText : sentence.text();
        if (Followers.retract(sentences.all()) || Followers.isUndecided(sentence)) {
            return Optional.of("the text may take the wish back");
        }
        if (isInstructed(sentence)) {
            return Optional.of("the text tries to give instructions to the agent");
        }
        if (Followers.choosesRefund(spoken)) {
            return Optional.of("a way of refund is asked for");
        }
        boolean resumes = sentence.index() > 0
                && RESUMES.matcher(sentence.text()).find()
                && sentences.get(sentence.index() - 1).isConditional()
                && !sentences.consents().contains(sentence.index() - 1)
                && !Followers.isAnswer(sentences.get(sentence.index() - 1));
        return resumes ? Optional.of("the wish may depend on a condition") : bound(sentence, clause, target, whole);
    }

    /** Whether this sentence or one before it speaks to the agent's rules instead of its desk. */
    private boolean isInstructed(Sentence sentence) {
        return sentences.all().subList(0, sentence.index() + 1).stream()
                .anyMatch(said -> INSTRUCTED.matcher(said.text()).find());
    }

    /** Looks at the sentences after the wish as long as they may still be about it. */
    private Optional<String> bound(Sentence sentence, int clause, Target target, boolean whole) {
        boolean last = SpokenSentences.isAskedLast(sentence)
                || clause == sentence.clauses().size() - 1;
        boolean pieces = target instanceof Target.Items;
        for (int index = sentence.index() + (whole ? 2 : 1); index < sentences.size(); index++) {
            Sentence next = sentences.get(index);
            boolean explains = Followers.explainsBefore(next) || Followers.isAnswer(next);
            if (explains) {
                sentences.spent().add(index);
                continue;
            }
            boolean first = index == sentence.index() + (whole ? 2 : 1);
            if (!next.isConditional()) {
                return first && last ? turn(next) : Optional.empty();
            }
            boolean harmless = !pieces && last && Followers.isForFailure(next);
            boolean elsewhere = namesOthers(next, target) || (!last && !Followers.reachesBack(next));
            if (harmless) {
                sentences.moot().add(index);
            }
            if (!harmless && !elsewhere) {
                return Optional.of("the wish may depend on a condition");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> turn(Sentence next) {
        if (Followers.choosesRefund(next.text()) && !next.text().matches(".*\\b(?:return|exchange)\\b.*")) {
            return Optional.of("a way of refund is asked for");
        }
        return Followers.turns(next) ? Optional.of("the text may take the wish back") : Optional.empty();
    }

    private static boolean namesOthers(Sentence sentence, Target target) {
        List<String> named = Wording.orderIds(sentence.text());
        return !named.isEmpty()
                && target instanceof Target.Ids ids
                && named.stream().noneMatch(ids.ids()::contains);
    }
}
