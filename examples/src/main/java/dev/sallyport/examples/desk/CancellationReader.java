package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.CancelGrammar.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a text what shall be cancelled, and everything that makes this less than plain. Not thread-safe. */
final class CancellationReader {
    private static final Pattern BUT = Pattern.compile("\\b(?:but|although|though)\\s+(?<what>(?!nothing else).*)$");
    private static final Pattern ALSO_ASKED = Pattern.compile(
            "^(?:you |i )?(?:also )?(?:want|would like|'d like|need) to (?:know|ask|check)\\b(?!.*\\b(?:first|before)\\b)");

    private final SpokenSentences sentences;
    private final WishReasons reasons;
    private final WishObstacles obstacles;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();

    private CancellationReader(SpokenSentences sentences) {
        this.sentences = sentences;
        this.reasons = new WishReasons(sentences);
        this.obstacles = new WishObstacles(sentences);
    }

    static CancellationReading read(String text) {
        SpokenSentences sentences = new SpokenSentences(Sentences.of(text));
        CancellationReader reader = new CancellationReader(sentences);
        sentences.all().forEach(reader::find);
        MentionReader mentions = new MentionReader(sentences);
        sentences.all().forEach(sentence -> reader.mentions.addAll(mentions.in(sentence)));
        List<Sentence> spent =
                sentences.spent().stream().sorted().map(sentences::get).toList();
        return new CancellationReading(reader.wishes, reader.mentions, spent);
    }

    private void find(Sentence sentence) {
        if (isConsent(sentence)) {
            sentences.consents().add(sentence.index());
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
            sentences.asked().add(sentence.index());
            Target target = meant(TargetReader.read(asked.words()), sentence, clause);
            wishes.add(wish(sentence, clause, target));
            reserve(sentence, clause);
        } else if (reading instanceof Reading.Forbidden forbidden) {
            mentions.add(new Mention(Mention.Kind.FORBIDDEN, forbidden.words(), true));
        } else if (reading instanceof Reading.Conditional conditional) {
            mentions.add(new Mention(Mention.Kind.CONDITIONAL, conditional.words(), false));
        } else if (reading instanceof Reading.Unclear unclear) {
            mentions.add(new Mention(Mention.Kind.UNCLEAR, unclear.words(), true));
        }
    }

    /** "Cancel it, but …": what follows may limit the wish, unless it is of something else or only a question. */
    private void reserve(Sentence sentence, int clause) {
        Sentence.Clause here = sentence.clauses().get(clause);
        Matcher but = BUT.matcher(sentence.text().substring(here.start()));
        if (but.find() && !ALSO_ASKED.matcher(but.group("what")).find()) {
            mentions.add(new Mention(Mention.Kind.UNCLEAR, but.group("what"), true));
        }
    }

    /** "You no longer need the grill. If part of the order cannot be cancelled, cancel the whole order." */
    private void wishImplied(Sentence consent) {
        Sentence before = sentences.get(consent.index() - 1);
        if (sentences.asked().contains(before.index())) {
            return;
        }
        List<String> subjects = Reasons.subjects(before.text());
        Target target = subjects.size() == 1 ? TargetReader.read(subjects.get(0)) : new Target.Unclear();
        sentences.asked().add(before.index());
        wishes.add(wish(before, 0, target));
    }

    private boolean isConsent(Sentence sentence) {
        if (sentence.index() == 0) {
            return false;
        }
        Sentence before = sentences.get(sentence.index() - 1);
        boolean asked = sentences.asked().contains(before.index());
        boolean implied =
                !before.isConditional() && Reasons.subjects(before.text()).size() == 1;
        boolean alone = asked && SpokenSentences.isAskedLast(before);
        return (asked || implied) && Consent.isIn(sentence, alone);
    }

    private Target meant(Target said, Sentence sentence, int clause) {
        boolean pointsBack = said instanceof Target.Pronoun || said instanceof Target.TheOrder;
        if (!pointsBack) {
            return said;
        }
        String before =
                sentence.text().substring(0, sentence.clauses().get(clause).start());
        String inClause = sentence.clauses().get(clause).text();
        Matcher spoken = CancelGrammar.SPOKEN.matcher(inClause);
        String prefix = spoken.find() ? before + inClause.substring(0, spoken.start()) : before;
        Target found = Antecedent.of(said, prefix);
        if (found instanceof Target.Unclear
                && sentence.index() > 0
                && Wording.orderIds(prefix).isEmpty()) {
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
        boolean whole =
                next < sentences.size() && Consent.isIn(sentences.get(next), SpokenSentences.isAskedLast(sentence));
        sentences.spent().add(sentence.index());
        if (whole) {
            sentences.spent().add(next);
        }
        return new Wish(
                sentence.index(),
                target,
                reasons.reason(sentence, clause, target, whole),
                whole,
                obstacles.obstacle(sentence, clause, target, whole));
    }
}
