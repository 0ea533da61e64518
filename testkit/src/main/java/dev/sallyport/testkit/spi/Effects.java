package dev.sallyport.testkit.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a pack reports what it has just committed; the list of these reports is the fake's truth. */
@FunctionalInterface
public interface Effects {
    /**
     * Records one committed effect. Call it exactly once for each record that changed, right after the change.
     *
     * @param resource the vendor's kind of record, such as {@code Contact} or {@code ticket}
     * @param recordId the vendor's id of the record
     * @param fields what was written; copied
     */
    void commit(EffectKind kind, String resource, String recordId, Map<String, ? extends @Nullable Object> fields);
}
