package dev.sallyport.chaos.seeds;

import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same work by 1 thread and by 32, against the same seed and another one. */
public final class Seeds implements Scenario {
    private static final int THREADS = 32;

    /** The scenario. */
    public Seeds() {}

    @Override
    public String name() {
        return "seeds";
    }

    @Override
    public String proves() {
        return "the same seeds give the same faults, whatever the threads did";
    }

    @Override
    public Duration estimate(double scale) {
        return Duration.ofSeconds(4 + Math.round(30 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        int pieces = trial.sized(1_000, 40);
        for (Workplace workplace : List.of(Workplace.salesforce(), Workplace.zendesk())) {
            Map<String, String> alone = workplace.met(trial.seed(), pieces, 1);
            trial.progress(1, 3, "runs against " + workplace.name());
            Map<String, String> together = workplace.met(trial.seed(), pieces, THREADS);
            trial.progress(2, 3, "runs against " + workplace.name());
            Map<String, String> other = workplace.met(trial.seed() + 1, pieces, THREADS);
            trial.none(
                    workplace.name() + ": 1 thread and " + THREADS + " meet the same faults",
                    differing(alone, together));
            List<String> changed = differing(alone, other);
            trial.promise(
                    workplace.name() + ": another seed gives other faults",
                    !changed.isEmpty(),
                    changed.size() + " of " + alone.size() + " requests differ");
            trial.figure(workplace.name() + " requests", alone.size());
            trial.figure(
                    workplace.name() + " faults",
                    alone.values().stream()
                            .filter(fault -> !fault.equals("none"))
                            .count());
        }
    }

    private static List<String> differing(Map<String, String> one, Map<String, String> other) {
        Map<String, String> keys = new TreeMap<>(one);
        keys.putAll(other);
        List<String> differing = new ArrayList<>();
        for (String key : keys.keySet()) {
            String here = one.getOrDefault(key, "no such request");
            String there = other.getOrDefault(key, "no such request");
            if (!here.equals(there)) {
                differing.add(key + ": " + here + " and " + there);
            }
        }
        return differing;
    }
}
