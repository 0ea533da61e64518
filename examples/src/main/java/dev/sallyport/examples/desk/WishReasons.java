package dev.sallyport.examples.desk;

import java.util.List;
import java.util.Optional;

/** Finds the reason that a text gives for a wish, in its sentence and in those around it. */
final class WishReasons {
    private final SpokenSentences sentences;

    WishReasons(SpokenSentences sentences) {
        this.sentences = sentences;
    }

    /** The reason, empty if the text gives none that the policy accepts. */
    Optional<CancelReason> reason(Sentence sentence, int clause, Target target, boolean whole) {
        String inClause = sentence.clauses().get(clause).text();
        Optional<CancelReason> here = Reasons.in(inClause).or(() -> inOtherClauses(sentence, clause));
        Optional<CancelReason> consented =
                whole ? Reasons.in(sentences.get(sentence.index() + 1).text()) : Optional.empty();
        return here.or(() -> consented)
                .or(() -> neighbour(sentence.index() + (whole ? 2 : 1)))
                .or(() -> before(sentence, target))
                .or(() -> Followers.general(sentences.all()));
    }

    /** A reason in another clause counts if it can be no other wish's, or is said of all of them. */
    private static Optional<CancelReason> inOtherClauses(Sentence sentence, int clause) {
        if (!Wording.CHANGE.matcher(sentence.text()).find()) {
            return Reasons.in(sentence.text());
        }
        for (int other = 0; other < sentence.clauses().size(); other++) {
            String text = sentence.clauses().get(other).text();
            boolean beside = Math.abs(other - clause) == 1
                    && !Wording.CHANGE.matcher(text).find();
            boolean ofAll = Reasons.subjects(text).stream()
                    .anyMatch(subject ->
                            subject.matches("them|they|these|those|both|any of them|both of them|all of them"));
            if (beside || ofAll) {
                Optional<CancelReason> reason = Reasons.in(text);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<CancelReason> neighbour(int index) {
        if (index >= sentences.size() || !Followers.explainsBefore(sentences.get(index))) {
            return Optional.empty();
        }
        sentences.spent().add(index);
        return Reasons.in(sentences.get(index).text());
    }

    /** A reason in the sentence before counts if it is said of the same thing. */
    private Optional<CancelReason> before(Sentence sentence, Target target) {
        if (sentence.index() == 0) {
            return Optional.empty();
        }
        String previous = sentences.get(sentence.index() - 1).text();
        boolean plain = !Wording.CONDITION.matcher(previous).find()
                && !Wording.CHANGE.matcher(previous).find()
                && !CancelGrammar.SPOKEN.matcher(previous).find();
        List<String> subjects = Reasons.subjects(previous);
        boolean same = subjects.stream().anyMatch(subject -> isSaidOf(subject, target))
                || (subjects.isEmpty()
                        && Wording.orderIds(previous).isEmpty()
                        && Reasons.in(previous)
                                .filter(CancelReason.ORDERED_BY_MISTAKE::equals)
                                .isPresent());
        if (!plain || !same) {
            return Optional.empty();
        }
        sentences.spent().add(sentence.index() - 1);
        return Reasons.in(previous);
    }

    private static boolean isSaidOf(String subject, Target target) {
        Target said = TargetReader.read(subject);
        boolean all = subject.matches(
                "(?:anything|everything|any of|all).*|.*\\b(?:my|your|these|those|the) (?:\\w+ )?orders");
        return said.equals(target)
                || (said instanceof Target.Items items
                        && target instanceof Target.OrderWith with
                        && items.phrases().equals(with.phrases()))
                || (target instanceof Target.AllPending && all)
                || (said instanceof Target.Pronoun && subject.matches("it|them|these|those"))
                || subject.matches("(?:any|all|either|both) of (?:them|these|those)");
    }
}
