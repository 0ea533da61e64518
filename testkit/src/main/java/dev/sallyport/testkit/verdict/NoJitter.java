package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at works that were turned away together, at least eight within a second of each other, and at how long each waited
 * before its next try. Waits of 100 ms or more whose middle half lies within a fortieth of their median have no jitter.
 */
final class NoJitter {
    private static final int FEWEST = 8;
    private static final double LEAST_SPREAD = 1.0 / 40;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private NoJitter() {}

    private record Wait(JournalEntry refusal, JournalEntry back, Duration length) {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<Wait> waits : alike(day).values()) {
            List<Wait> herd = herd(waits);
            if (herd.size() >= FEWEST) {
                tested = true;
                if (isStiff(herd)) {
                    herd.forEach(wait -> evidence.add(Evidence.of(
                            day, wait.back(), "came back " + Words.of(wait.length()) + " after it was turned away")));
                }
            }
        }
        return Opinion.of(
                evidence.size() + " works that " + day.system() + " had turned away together came back in step",
                evidence,
                tested,
                "works that " + day.system() + " turned away together came back spread out",
                "fewer than " + FEWEST + " works were turned away together by " + day.system());
    }

    /** Waits by what was promised and which try it was: only such can be compared. */
    private static Map<String, List<Wait>> alike(Day day) {
        Map<String, List<Wait>> alike = new TreeMap<>();
        for (List<JournalEntry> work : day.works()) {
            for (int index = 0; index + 1 < work.size(); index++) {
                JournalEntry refusal = work.get(index);
                JournalEntry back = work.get(index + 1);
                if (Day.failedForNow(refusal) && Day.after(back, refusal)) {
                    alike.computeIfAbsent(refusal.retryAfter() + " " + index, absent -> new ArrayList<>())
                            .add(new Wait(refusal, back, Duration.between(refusal.endedAt(), back.at())));
                }
            }
        }
        return alike;
    }

    private static List<Wait> herd(List<Wait> waits) {
        List<JournalEntry> refusals = waits.stream()
                .map(Wait::refusal)
                .sorted(Comparator.comparingLong(JournalEntry::sequence))
                .toList();
        List<JournalEntry> together = Bursts.longest(refusals, TOGETHER);
        return waits.stream().filter(wait -> together.contains(wait.refusal())).toList();
    }

    private static boolean isStiff(List<Wait> herd) {
        List<Duration> lengths = herd.stream().map(Wait::length).sorted().toList();
        Duration median = lengths.get(lengths.size() / 2);
        Duration spread = lengths.get(lengths.size() * 3 / 4).minus(lengths.get(lengths.size() / 4));
        return median.compareTo(SHORTEST) >= 0 && spread.toNanos() <= median.toNanos() * LEAST_SPREAD;
    }
}
