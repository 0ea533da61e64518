package dev.sallyport.examples.desk;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what "it", "them" or "the order" stand for, in the words before. */
final class Antecedent {
    private static final Pattern ORDERED = Pattern.compile("\\b(?:ordered|bought|purchased|placed)\\s+(?<what>[^.;]+?)"
            + "(?=\\s*(?:$|[.;()]|,?\\s*\\b(?:and (?:want|would|need|you|i|now|cancel|also|wish)|so|but|because|since|as|which|yesterday"
            + "|today|last)\\b|,\\s*(?:please|just|cancel|you|i|can|could)\\b))");

    private Antecedent() {}

    /** The thing meant, or {@link Target.Unclear}. */
    static Target of(Target target, String before) {
        if (before.isBlank()) {
            return new Target.Unclear();
        }
        boolean order = target instanceof Target.TheOrder;
        List<String> subjects = Reasons.subjects(before).stream()
                .filter(subject -> !(TargetReader.read(subject) instanceof Target.Pronoun)
                        && !subject.matches(
                                "(?:any|all|either|both|none|some)(?: of (?:them|these|those|it))?|anything"))
                .toList();
        if (!subjects.isEmpty()) {
            return single(subjects, order, target);
        }
        List<String> ids = Wording.orderIds(before);
        if (!ids.isEmpty()) {
            return ordersMeant(ids, target, before);
        }
        Matcher ordered = ORDERED.matcher(before);
        return ordered.find() ? single(List.of(ordered.group("what")), order, target) : new Target.Unclear();
    }

    private static Target single(List<String> subjects, boolean order, Target target) {
        Target meant = TargetReader.read(subjects.get(0));
        boolean agree = subjects.stream().map(TargetReader::read).allMatch(meant::equals);
        if (!agree || meant instanceof Target.Pronoun || meant instanceof Target.TheOrder) {
            return new Target.Unclear();
        }
        if (meant instanceof Target.Ids ids) {
            return ordersMeant(ids.ids(), target, "");
        }
        if (order && meant instanceof Target.Items items) {
            return items.within().size() == 1 ? new Target.Ids(items.within()) : new Target.OrderWith(items.phrases());
        }
        return meant;
    }

    /** Ids stand for "it" only if their number is right and nothing is said of single pieces in them. */
    private static Target ordersMeant(List<String> ids, Target target, String before) {
        boolean pieces = Pattern.compile("\\b(?:ordered|bought|purchased|items?|return|exchange|modify|change)\\b")
                .matcher(before)
                .find();
        int count = ids.size();
        boolean fits = target instanceof Target.Pronoun pronoun
                ? (pronoun.many() ? (pronoun.count() == 0 ? count > 1 : count == pronoun.count()) : count == 1)
                : count == 1;
        return fits && !pieces ? new Target.Ids(ids) : new Target.Unclear();
    }
}
