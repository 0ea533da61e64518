package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.CancelGrammar.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a text what shall be cancelled, and everything that makes this less than plain. Not thread-safe. */
final class CancellationReader {
    private static final Pattern KEEP = Pattern.compile("\\bkeep(?:ing)?\\b(?! (?:in mind|the same|you|me))\\s*(?<what>.*)$");
    private static final Pattern INSTRUCTED = Pattern.compile("\\b(?:ignore|disregard|forget|override)\\b.*\\b(?:instruction|polic|rule"
            + "|prompt|previous|above|guideline)|\\bsystem (?:prompt|note|message|override|notice|instruction)|^\\W*(?:system|admin|assistant)\\W*:"
            + "|\\byou are now\\b|\\bas an ai\\b|\\bdeveloper mode\\b|\\bnew instructions?\\b");
    private static final Pattern RESUMES = Pattern.compile("^(?:then|also|and|so|in that case|afterwards|next|after that|otherwise)\\b"
            + "(?!(?<=also|and),? (?:you|i) (?:also )?(?:want|would like|wish)\\b)");

    private final List<Sentence> sentences;
    private final Set<Integer> consents = new LinkedHashSet<>();
    private final Set<Integer> askedIn = new LinkedHashSet<>();
    private final Set<Integer> spent = new LinkedHashSet<>();
    private final Set<Integer> moot = new LinkedHashSet<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final boolean retracted;
    private boolean instructed;

    private CancellationReader(List<Sentence> sentences) {
        this.sentences = sentences;
        this.retracted = Followers.retract(sentences);
    }

    static CancellationReading read(String text) {
        CancellationReader reader = new CancellationReader(Sentences.of(text));
        reader.sentences.forEach(reader::find);
        reader.sentences.forEach(reader::mention);
        List<Sentence> spent =
                reader.spent.stream().sorted().map(reader.sentences::get).toList();
        return new CancellationReading(reader.wishes, reader.mentions, spent);
    }

    private void find(Sentence sentence) {
        instructed |= INSTRUCTED.matcher(sentence.text()).find();
        if (isConsent(sentence)) {
            consents.add(sentence.index());
            wishImplied(sentence);
            return;
        }
        for (int clause = 0; clause < sentence.clauses().size(); clause++) {
            Matcher spoken =
                    CancelGrammar.SPOKEN.matcher(sentence.clauses().get(clause).text());
            while (spoken.find()) {
                add(sentence, clause, CancelGrammar.read(sentence, clause, spoken.start(), spoken.end()));
            }
        }
    }

    private void add(Sentence sentence, int clause, Reading reading) {
        if (reading instanceof Reading.Asked asked) {
            askedIn.add(sentence.index());
            Target target = meant(TargetReader.read(asked.words()), sentence, clause);
            wishes.add(wish(sentence, clause, target));
        } else if (reading instanceof Reading.Forbidden forbidden) {
            mentions.add(new Mention(Mention.Kind.FORBIDDEN, forbidden.words(), true));
        } else if (reading instanceof Reading.Conditional conditional) {
            mentions.add(new Mention(Mention.Kind.CONDITIONAL, conditional.words(), false));
        } else if (reading instanceof Reading.Unclear unclear) {
            mentions.add(new Mention(Mention.Kind.UNCLEAR, unclear.words(), true));
        }
    }

    /** "You no longer need the grill. If part of the order cannot be cancelled, cancel the whole order." */
    private void wishImplied(Sentence consent) {
        Sentence before = sentences.get(consent.index() - 1);
        if (askedIn.contains(before.index())) {
            return;
        }
        List<String> subjects = Reasons.subjects(before.text());
        Target target = subjects.size() == 1 ? TargetReader.read(subjects.get(0)) : new Target.Unclear();
        askedIn.add(before.index());
        wishes.add(wish(before, 0, target));
    }

    private boolean isConsent(Sentence sentence) {
        if (sentence.index() == 0) {
            return false;
        }
        Sentence before = sentences.get(sentence.index() - 1);
        boolean asked = askedIn.contains(before.index());
        boolean implied = !before.isConditional() && Reasons.subjects(before.text()).size() == 1;
        boolean alone = asked && isAskedLast(before);
        return (asked || implied) && Consent.isIn(sentence, alone);
    }

    private boolean isAskedLast(Sentence sentence) {
        Sentence.Clause last = sentence.clauses().get(sentence.clauses().size() - 1);
        return CancelGrammar.SPOKEN.matcher(last.text()).find()
                || !Wording.CHANGE.matcher(last.text()).find();
    }

    private Target meant(Target said, Sentence sentence, int clause) {
        boolean pointsBack = said instanceof Target.Pronoun || said instanceof Target.TheOrder;
        if (!pointsBack) {
            return said;
        }
        String before = sentence.text().substring(0, sentence.clauses().get(clause).start());
        String inClause = sentence.clauses().get(clause).text();
        Matcher spoken = CancelGrammar.SPOKEN.matcher(inClause);
        String prefix = spoken.find() ? before + inClause.substring(0, spoken.start()) : before;
        Target found = Antecedent.of(said, prefix);
        if (found instanceof Target.Unclear && sentence.index() > 0 && Wording.orderIds(prefix).isEmpty()) {
            Sentence previous = sentences.get(sentence.index() - 1);
            found = previous.isConditional() ? found : Antecedent.of(said, previous.text());
        }
        return found instanceof Target.Unclear && said instanceof Target.TheOrder && !pointsAnywhere(prefix, sentence)
                ? said
                : found;
    }

    /** Whether orders or pieces are named before, one of which "the order" may be. */
    private boolean pointsAnywhere(String prefix, Sentence sentence) {
        String previous =
                sentence.index() > 0 ? sentences.get(sentence.index() - 1).text() : "";
        String all = previous + " " + prefix;
        return !Wording.orderIds(all).isEmpty() || Wording.CHANGE.matcher(all).find();
    }

    private Wish wish(Sentence sentence, int clause, Target target) {
        int next = sentence.index() + 1;
        boolean whole = next < sentences.size() && Consent.isIn(sentences.get(next), isAskedLast(sentence));
        spent.add(sentence.index());
        if (whole) {
            spent.add(next);
        }
        return new Wish(
                sentence.index(),
                target,
                reason(sentence, clause, target, whole),
                whole,
                obstacle(sentence, clause, target, whole));
    }

    private Optional<CancelReason> reason(Sentence sentence, int clause, Target target, boolean whole) {
        String inClause = sentence.clauses().get(clause).text();
        boolean others = Wording.CHANGE.matcher(sentence.text()).find();
        Optional<CancelReason> here = Reasons.in(inClause).or(() -> others ? Optional.empty() : Reasons.in(sentence.text()));
        Optional<CancelReason> consented =
                whole ? Reasons.in(sentences.get(sentence.index() + 1).text()) : Optional.empty();
        return here.or(() -> consented)
                .or(() -> neighbour(sentence.index() + (whole ? 2 : 1)))
                .or(() -> before(sentence, target))
                .or(() -> Followers.general(sentences));
    }

    private Optional<CancelReason> neighbour(int index) {
        if (index >= sentences.size() || !Followers.explainsBefore(sentences.get(index))) {
            return Optional.empty();
        }
        spent.add(index);
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
        boolean same = Reasons.subjects(previous).stream().anyMatch(subject -> isSaidOf(subject, target));
        if (!plain || !same) {
            return Optional.empty();
        }
        spent.add(sentence.index() - 1);
        return Reasons.in(previous);
    }

    private static boolean isSaidOf(String subject, Target target) {
        Target said = TargetReader.read(subject);
        boolean all = subject.matches("(?:anything|everything|any of|all).*|.*\\b(?:my|your|these|those|the) (?:\\w+ )?orders");
        return said.equals(target)
                || (said instanceof Target.Items items
                        && target instanceof Target.OrderWith with
                        && items.phrases().equals(with.phrases()))
                || (target instanceof Target.AllPending && all)
                || (said instanceof Target.Pronoun && subject.matches("it|them|these|those"))
                || subject.matches("(?:any|all|either|both) of (?:them|these|those)");
    }

    private Optional<String> obstacle(Sentence sentence, int clause, Target target, boolean whole) {
        String clauseText = sentence.clauses().get(clause).text();
        String spoken = Wording.CHANGE.matcher(sentence.text()).find() ? clauseText : sentence.text();
        if (retracted || Followers.isUndecided(sentence)) {
            return Optional.of("the text may take the wish back");
        }
        if (instructed) {
            return Optional.of("the text tries to give instructions to the agent");
        }
        if (Followers.choosesRefund(spoken)) {
            return Optional.of("a way of refund is asked for");
        }
        boolean resumes = sentence.index() > 0
                && RESUMES.matcher(sentence.text()).find()
                && sentences.get(sentence.index() - 1).isConditional()
                && !consents.contains(sentence.index() - 1)
                && !Followers.isAnswer(sentences.get(sentence.index() - 1));
        return resumes ? Optional.of("the wish may depend on a condition") : bound(sentence, clause, target, whole);
    }

    /** Looks at the sentences after the wish as long as they may still be about it. */
    private Optional<String> bound(Sentence sentence, int clause, Target target, boolean whole) {
        boolean last = isAskedLast(sentence) || clause == sentence.clauses().size() - 1;
        boolean pieces = target instanceof Target.Items;
        for (int index = sentence.index() + (whole ? 2 : 1); index < sentences.size(); index++) {
            Sentence next = sentences.get(index);
            boolean explains = Followers.explainsBefore(next) || Followers.isAnswer(next);
            if (explains) {
                spent.add(index);
                continue;
            }
            boolean first = index == sentence.index() + (whole ? 2 : 1);
            if (!next.isConditional()) {
                return first && last ? turn(next) : Optional.empty();
            }
            boolean harmless = !pieces && last && Followers.isForFailure(next);
            boolean elsewhere = namesOthers(next, target) || (!last && !Followers.reachesBack(next));
            if (harmless) {
                moot.add(index);
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

    /** Collects what is said of keeping and changing, once it is known which sentences hold wishes. */
    private void mention(Sentence sentence) {
        if (consents.contains(sentence.index())
                || moot.contains(sentence.index())
                || Followers.isAnswer(sentence)) {
            return;
        }
        boolean near = askedIn.contains(sentence.index()) || askedIn.contains(sentence.index() - 1);
        for (Sentence.Clause clause : sentence.clauses()) {
            Matcher keep = KEEP.matcher(clause.text());
            if (keep.find()) {
                mentions.add(new Mention(Mention.Kind.KEPT, keep.group("what"), near));
            }
            boolean asks = askedIn.contains(sentence.index())
                    && CancelGrammar.SPOKEN.matcher(clause.text()).find();
            if (!asks && Wording.CHANGE.matcher(clause.text()).find()) {
                mentions.add(new Mention(Mention.Kind.OTHER_WISH, said(clause, sentence), near));
            }
        }
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
