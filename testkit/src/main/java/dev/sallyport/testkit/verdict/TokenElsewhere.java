package dev.sallyport.testkit.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Credentials that one fake takes and another, of another system, does not. */
final class TokenElsewhere {
    private TokenElsewhere() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        Set<String> own = accepted(day);
        boolean tested = false;
        for (Day other : testimony.days()) {
            Set<String> foreign = accepted(other);
            if (!other.system().equals(day.system()) && !foreign.isEmpty()) {
                tested |= day.entries().stream().anyMatch(entry -> entry.token() != null);
                day.entries().stream()
                        .filter(entry -> foreign.contains(String.valueOf(entry.token())))
                        .filter(entry -> !own.contains(String.valueOf(entry.token())))
                        .forEach(entry ->
                                evidence.add(Evidence.of(day, entry, "carried the credentials of " + other.system())));
            }
        }
        return Opinion.of(
                evidence.size() + " request(s) to " + day.system() + " carried another system's credentials",
                evidence,
                tested,
                day.system() + " was sent no other system's credentials",
                "there was no other system whose credentials could have gone to " + day.system());
    }

    private static Set<String> accepted(Day day) {
        return day.entries().stream()
                .filter(entry -> entry.token() != null && entry.succeeded())
                .map(entry -> String.valueOf(entry.token()))
                .collect(Collectors.toSet());
    }
}
