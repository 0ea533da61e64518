package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Classification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Draws faults and counts them. What a subject meets depends on its own occurrences only. */
final class FaultBook {
    private static final String LIES = "lies\0";
    private final long seed;
    private final List<FaultRule> rules;
    private final int perSubject;
    private final AtomicLongArray hits;
    private final AtomicReference<@Nullable Instant> first = new AtomicReference<>();
    private final boolean lying;
    private final ConcurrentHashMap<String, Sightings> subjects = new ConcurrentHashMap<>();

    FaultBook(long seed, FaultPlan plan) {
        this.seed = seed;
        this.rules = plan.rules();
        this.perSubject = plan.atMostPerSubject();
        this.hits = new AtomicLongArray(rules.size());
        this.lying = rules.stream().anyMatch(rule -> rule.kind() == FaultKind.LYING_HEADERS);
    }

    /** What befalls this occurrence: the rule if any, and the occurrence's number; 0 without rules. */
    record Drawn(@Nullable FaultRule rule, int occurrence) {}

    private static final class Sightings {
        private int occurrences;
        private int faults;
        private final int[] byRule;

        private Sightings(int rules) {
            byRule = new int[rules];
        }
    }

    Drawn draw(Classification request, boolean renewableToken, Instant now) {
        return rules.isEmpty() ? new Drawn(null, 0) : drawn(request, "", renewableToken, now);
    }

    /** In which way what is said of limits lies, if it does: drawn for itself, for refused requests too. */
    @Nullable
    Lie lie(Classification request, Instant now) {
        FaultRule rule = lying ? drawn(request, LIES, false, now).rule() : null;
        return rule == null ? null : rule.lie();
    }

    private Drawn drawn(Classification request, String purpose, boolean renewableToken, Instant now) {
        String key = purpose + request.operation() + "\0" + request.subject().value();
        boolean lies = purpose.equals(LIES);
        Duration since = sinceFirst(now);
        Sightings seen = subjects.computeIfAbsent(key, absent -> new Sightings(rules.size()));
        synchronized (seen) {
            seen.occurrences++;
            int rule = seen.faults < perSubject ? firstDrawn(request, renewableToken, seen, lies, since) : -1;
            if (rule < 0) {
                return new Drawn(null, seen.occurrences);
            }
            seen.faults++;
            seen.byRule[rule]++;
            hits.incrementAndGet(rule);
            FaultRule drawn = rules.get(rule);
            return new Drawn(drawn.at(drawn.levelAt(since)), seen.occurrences);
        }
    }

    private Duration sinceFirst(Instant now) {
        Instant known = first.get();
        if (known == null) {
            first.compareAndSet(null, now);
            return Duration.ZERO;
        }
        return Duration.between(known, now);
    }

    private int firstDrawn(
            Classification request, boolean renewableToken, Sightings seen, boolean lies, Duration since) {
        for (int index = 0; index < rules.size(); index++) {
            FaultRule rule = rules.get(index);
            if ((rule.kind() == FaultKind.LYING_HEADERS) == lies
                    && rule.covers(request, renewableToken)
                    && seen.byRule[index] < rule.atMost()
                    && Draw.unit(
                                    seed,
                                    index,
                                    request.operation(),
                                    request.subject().value(),
                                    seen.occurrences)
                            < rule.probability() * rule.levelAt(since)) {
                return index;
            }
        }
        return -1;
    }

    FaultReport report(long downtimeRequests) {
        List<FaultReport.RuleHits> counted = new ArrayList<>();
        for (int index = 0; index < rules.size(); index++) {
            counted.add(new FaultReport.RuleHits(rules.get(index), hits.get(index)));
        }
        return new FaultReport(counted, downtimeRequests);
    }

    void reset() {
        subjects.clear();
        first.set(null);
        for (int index = 0; index < rules.size(); index++) {
            hits.set(index, 0);
        }
    }
}
