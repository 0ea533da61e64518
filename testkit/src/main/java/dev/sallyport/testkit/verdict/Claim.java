package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.spi.EffectKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One write of which the client says how it ended. A write that was asked for once is one claim, however often it was
 * replayed to the caller.
 *
 * @param system the fake, by its name
 * @param kind what was to happen to the record
 * @param resource the vendor's kind of record, as in the truth
 * @param record the vendor's id of the record, or of the record under which something was added; null if it is not known
 * @param ending how it ended
 */
public record Claim(
        String system,
        EffectKind kind,
        String resource,
        @Nullable String record,
        Ending ending) {
    /** How a write ended, as the client tells it. */
    public enum Ending {
        /** It was done. */
        COMMITTED,
        /** It was not done. */
        NOT_DONE,
        /** The client cannot tell. */
        UNKNOWN
    }

    /** Says that a write was done. */
    public static Claim committed(String system, EffectKind kind, String resource, @Nullable String record) {
        return new Claim(system, kind, resource, record, Ending.COMMITTED);
    }

    /** Says that a write was not done. */
    public static Claim notDone(String system, EffectKind kind, String resource, @Nullable String record) {
        return new Claim(system, kind, resource, record, Ending.NOT_DONE);
    }

    /** Says that nobody knows whether a write was done. */
    public static Claim unknown(String system, EffectKind kind, String resource, @Nullable String record) {
        return new Claim(system, kind, resource, record, Ending.UNKNOWN);
    }

    /** Whether this effect can be what is meant. */
    boolean means(Effect effect) {
        return kind == effect.kind()
                && resource.equalsIgnoreCase(effect.resource())
                && (record == null || record.equals(effect.recordId()) || names(effect, record));
    }

    /** A comment's claim may name the ticket, because that is what its caller knows. */
    private static boolean names(Effect effect, String id) {
        return effect.kind() == EffectKind.APPEND
                && effect.fields().values().stream().anyMatch(value -> id.equals(Objects.toString(value, null)));
    }
}
