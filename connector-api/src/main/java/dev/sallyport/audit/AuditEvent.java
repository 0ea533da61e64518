package dev.sallyport.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: who, for whom, what, and what became of it; never content. Immutable.
 *
 * @param at when
 * @param stage what the line says of the call
 * @param actor the agent
 * @param person for whom it acted; null if not named
 * @param task for which task; null if not named
 * @param system the system and account
 * @param operation the operation's name
 * @param scope the scope that it needs
 * @param target the record; null if there is none yet
 * @param fields names of the fields written or filtered by
 * @param intent a write's intent; null for reads
 * @param result how it ended; for {@link Stage#INTENDED} {@code pending}
 * @param attempts how often it was sent
 * @param cost quota units spent, by limit
 * @param waits how long it waited, by limit; {@code retry} and {@code circuit} for its turn to try again
 * @param vendorRequestId the vendor's id of the last request; null if it gave none
 */
public record AuditEvent(
        Instant at,
        Stage stage,
        String actor,
        @Nullable String person,
        @Nullable String task,
        String system,
        String operation,
        String scope,
        @Nullable String target,
        List<String> fields,
        @Nullable String intent,
        String result,
        int attempts,
        Map<String, Integer> cost,
        Map<String, Duration> waits,
        @Nullable String vendorRequestId) {

    /** What a line says of a call. */
    public enum Stage {
        /** A write is about to be sent. */
        INTENDED,
        /** A write ended. */
        SETTLED,
        /** A read ended. */
        READ,
        /** The guard refused; nothing was sent. */
        REFUSED,
        /** A call of Sallyport's own: a token, a look-up for reconciling, a check of a rule. */
        SYSTEM
    }

    public AuditEvent {
        fields = List.copyOf(fields);
        cost = Map.copyOf(cost);
        waits = Map.copyOf(waits);
    }
}
