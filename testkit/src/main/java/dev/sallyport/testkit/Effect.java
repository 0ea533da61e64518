package dev.sallyport.testkit;

import dev.sallyport.testkit.spi.EffectKind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One effect that a fake really committed. {@code toString} shows no field values.
 *
 * @param sequence its place in the order of commits, from 1
 * @param at when it was committed, by the fake's clock
 * @param operation the operation that did it, such as {@code contact.create}
 * @param kind what it did to the record
 * @param resource the vendor's kind of record
 * @param recordId the vendor's id of the record
 * @param fields what was written
 * @param requestId the HTTP request that caused it, as in the journal
 * @param actor who the vendor thinks did it
 */
public record Effect(
        long sequence,
        Instant at,
        String operation,
        EffectKind kind,
        String resource,
        String recordId,
        Map<String, @Nullable Object> fields,
        String requestId,
        String actor) {
    /** Copies the fields; values may be null. */
    public Effect {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "#" + sequence + " " + kind + " " + resource + "/" + recordId + " " + fields.keySet() + " by "
                + requestId;
    }
}
