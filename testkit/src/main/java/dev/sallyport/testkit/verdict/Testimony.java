package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.mess.Canary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a judge was told beside what the fakes saw.
 *
 * @param claimed what the client says it did; null if nobody asked it
 */
record Testimony(@Nullable Claims claimed, List<Canary> canaries, List<Day> days) {
    Optional<List<Claim>> claims(Day day) {
        return claimed == null ? Optional.empty() : Optional.of(claimed.of(day.system()));
    }
}
