package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The time that a report's timelines share.
 *
 * @param from when the first request arrived
 * @param length from then to the last answer, 1 ms or more
 */
record Spell(Instant from, Duration length) {
    static Spell of(List<Chronicle> chronicles) {
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (Chronicle chronicle : chronicles) {
            for (JournalEntry entry : chronicle.requests()) {
                from = entry.at().isBefore(from) ? entry.at() : from;
                to = entry.endedAt().isAfter(to) ? entry.endedAt() : to;
            }
        }
        return from.isAfter(to)
                ? new Spell(Instant.EPOCH, Duration.ofMillis(1))
                : new Spell(from, Duration.between(from, to).plusMillis(1));
    }

    /** Where an instant lies, from 0 to 1. */
    double share(Instant at) {
        double share = (double) Duration.between(from, at).toMillis() / Math.max(1, length.toMillis());
        return Math.max(0, Math.min(1, share));
    }

    /** How far into the time this share lies, for people. */
    String label(double share) {
        Duration offset = Duration.ofMillis(Math.round(length.toMillis() * share));
        if (length.toHours() >= 3) {
            return "+" + offset.toHours() + " h " + offset.toMinutesPart() + " min";
        }
        if (length.toMinutes() >= 3) {
            return "+" + offset.toMinutes() + " min " + offset.toSecondsPart() + " s";
        }
        return length.toSeconds() >= 3
                ? "+" + offset.toSeconds() + "." + offset.toMillisPart() / 100 + " s"
                : "+" + offset.toMillis() + " ms";
    }
}
