package dev.sallyport.chaos.writes;

import dev.sallyport.chaos.proof.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the client said, held against what the systems committed. */
final class Judgement {
    private final List<String> doubled = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> swallowed = new ArrayList<>();
    private final List<String> unasked = new ArrayList<>();

    /** Judges writes that bear different markers, each for itself; those with the same one together. */
    static Judgement of(Collection<Said> said, List<String> truth) {
        Map<String, List<Said>> meant = new HashMap<>();
        said.forEach(write -> meant.computeIfAbsent(write.marker(), absent -> new ArrayList<>())
                .add(write));
        Map<String, Integer> there = new HashMap<>();
        truth.forEach(marker -> there.merge(marker, 1, Integer::sum));
        Judgement judgement = new Judgement();
        meant.forEach((marker, writes) -> judgement.judge(marker, writes, there.getOrDefault(marker, 0)));
        TreeSet<String> others = new TreeSet<>(there.keySet());
        others.removeAll(meant.keySet());
        judgement.unasked.addAll(others);
        return judgement;
    }

    /** Several as one. */
    static Judgement together(List<Judgement> parts) {
        Judgement all = new Judgement();
        for (Judgement part : parts) {
            all.doubled.addAll(part.doubled);
            all.lost.addAll(part.lost);
            all.wrong.addAll(part.wrong);
            all.swallowed.addAll(part.swallowed);
            all.unasked.addAll(part.unasked);
        }
        return all;
    }

    private void judge(String marker, List<Said> writes, int committed) {
        boolean any = writes.stream().anyMatch(Said::isCommitted);
        long surely = Math.max(writes.stream().filter(Said::isOurs).count(), any ? 1 : 0);
        long perhaps = writes.stream()
                .filter(write -> write.isUnknown() || (write.isCommitted() && !write.isOurs()))
                .count();
        String what = marker + " stands " + committed + " times, " + words(writes);
        if (committed > writes.size()) {
            doubled.add(what);
        } else if (committed > surely + perhaps) {
            wrong.add(what);
        } else if (committed < surely) {
            (writes.size() > 1 ? swallowed : lost).add(what);
        }
        if (writes.stream().anyMatch(Said::wasSwallowed)) {
            swallowed.add(marker + " was answered with another write's receipt");
        }
    }

    private static String words(List<Said> writes) {
        Map<String, Integer> words = new TreeMap<>();
        writes.forEach(write -> words.merge(write.operation() + " " + write.word(), 1, Integer::sum));
        return words.toString();
    }

    void report(Trial trial) {
        trial.none("no write doubled", doubled);
        trial.none("no write lost that was reported committed", lost);
        trial.none("no definite outcome that the truth contradicts", wrong);
        trial.none("no legitimate write swallowed", swallowed);
        trial.none("nothing committed that nobody asked for", unasked);
    }
}
