package dev.sallyport.salesforce;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The creations of this process that went out more than once, by their stamps. Whichever sending made the record, another may
 * be on its way and would make it anew once it is deleted; the mark in the record tells only of one that a later sending made.
 * Thread-safe.
 */
final class SentAgain {
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    /** Notes that a creation goes out again. */
    void note(String stamp, Instant now) {
        until.values().removeIf(now::isAfter);
        until.put(stamp, Reconciliations.surelyOver(now));
    }

    /** When no sending of it can be carried out any more; empty if only one went out. */
    Optional<Instant> until(String stamp) {
        return Optional.ofNullable(until.get(stamp));
    }
}
