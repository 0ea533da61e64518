package dev.sallyport.chaos.proof;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scenario found.
 *
 * @param scenario its name
 * @param seed its seed
 * @param seconds how long it took
 * @param finished whether it came to its end
 * @param promises what became of each promise
 * @param figures what was measured
 * @param notes lines for people
 */
public record Result(
        String scenario,
        long seed,
        double seconds,
        boolean finished,
        List<Promise> promises,
        Map<String, Object> figures,
        List<String> notes) {
    /** Copies what it is given. */
    public Result {
        promises = List.copyOf(promises);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        notes = List.copyOf(notes);
    }

    /** Whether it came to its end, saw something, and every promise held or was skipped. */
    public boolean held() {
        return finished
                && !promises.isEmpty()
                && promises.stream().noneMatch(promise -> promise.verdict() == Promise.Verdict.BROKEN);
    }
}
