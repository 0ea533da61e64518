package dev.sallyport.http;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the vendor sent for a record, turned into maps and lists when somebody first asks, because few do. The object is
 * not changed any more. Unmodifiable and thread-safe.
 */
final class RawValues extends AbstractMap<String, Object> {
    private final ObjectNode object;
    private volatile @Nullable Map<String, Object> values;

    RawValues(ObjectNode object) {
        this.object = object;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return converted().entrySet();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return converted().containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return converted().get(key);
    }

    private Map<String, Object> converted() {
        Map<String, Object> known = values;
        if (known == null) {
            known = Collections.unmodifiableMap(JsonRecord.plain(object));
            values = known;
        }
        return known;
    }
}
