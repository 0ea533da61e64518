package dev.sallyport.testkit.verdict;

import java.util.Comparator;
import java.util.List;

/** Rulings as text for people, the broken rules first. */
final class Plea {
    private static final List<Result> ORDER = List.of(Result.FAIL, Result.INCONCLUSIVE, Result.PASS);

    private Plea() {}

    static String of(List<Ruling> rulings) {
        StringBuilder text = new StringBuilder();
        text.append(Words.count(count(rulings, Result.FAIL), "rule")).append(" broken, ");
        text.append(count(rulings, Result.PASS)).append(" kept, ");
        text.append(count(rulings, Result.INCONCLUSIVE)).append(" not put to the test");
        rulings.stream()
                .sorted(Comparator.comparing(ruling -> ORDER.indexOf(ruling.result())))
                .forEach(ruling -> append(text, ruling));
        return text.toString();
    }

    private static void append(StringBuilder text, Ruling ruling) {
        text.append('\n').append(ruling);
        if (ruling.result() == Result.FAIL) {
            text.append("\n    ").append(ruling.rule().advice());
        }
        ruling.evidence().forEach(evidence -> text.append("\n    ").append(evidence));
        if (ruling.found() > ruling.evidence().size()) {
            text.append("\n    … and ")
                    .append(ruling.found() - ruling.evidence().size())
                    .append(" more");
        }
    }

    private static long count(List<Ruling> rulings, Result result) {
        return rulings.stream().filter(ruling -> ruling.result() == result).count();
    }
}
