package dev.sallyport.testkit.verdict;

import java.util.ArrayList;
import java.util.List;

/** What a check found on one fake. */
record Opinion(Result result, String reason, List<Evidence> evidence) {
    static Opinion kept(String reason) {
        return new Opinion(Result.PASS, reason, List.of());
    }

    static Opinion unknown(String reason) {
        return new Opinion(Result.INCONCLUSIVE, reason, List.of());
    }

    static Opinion broken(String reason, List<Evidence> evidence) {
        return new Opinion(Result.FAIL, reason, List.copyOf(evidence));
    }

    /** Broken where there is evidence, kept where the client was tested, unknown otherwise. */
    static Opinion of(String broken, List<Evidence> evidence, boolean tested, String kept, String untested) {
        if (!evidence.isEmpty()) {
            return broken(broken, evidence);
        }
        return tested ? kept(kept) : unknown(untested);
    }

    /** One opinion over several fakes: broken anywhere is broken, kept somewhere else is kept. */
    static Opinion together(List<Opinion> opinions) {
        for (Result result : List.of(Result.FAIL, Result.PASS, Result.INCONCLUSIVE)) {
            List<Opinion> such =
                    opinions.stream().filter(one -> one.result() == result).toList();
            if (!such.isEmpty()) {
                List<Evidence> evidence = new ArrayList<>();
                such.forEach(one -> evidence.addAll(one.evidence()));
                return new Opinion(result, reasons(such), evidence);
            }
        }
        return unknown("there is no fake to look at");
    }

    private static String reasons(List<Opinion> opinions) {
        return String.join(
                "; ", opinions.stream().map(Opinion::reason).distinct().toList());
    }
}
