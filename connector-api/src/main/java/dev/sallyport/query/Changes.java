package dev.sallyport.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a create or an update sets, in canonical names; fields not named stay as they are. Values are data and
 * stay out of {@code toString}. Immutable.
 *
 * @param <T> the record
 */
public final class Changes<T> {
    private final Map<String, @Nullable Object> values;
    private final @Nullable String version;

    private Changes(Map<String, @Nullable Object> values, @Nullable String version) {
        this.values = Collections.unmodifiableMap(values);
        this.version = version;
    }

    /** Sets a field. */
    public static <T, V> Changes<T> of(Field<T, V> field, V value) {
        return new Changes<T>(new LinkedHashMap<>(), null).and(field, value);
    }

    /** Sets one more field. */
    public <V> Changes<T> and(Field<T, V> field, V value) {
        return with(field.name(), value);
    }

    /** Clears a field. */
    public Changes<T> andClear(Field<T, ?> field) {
        return with(field.name(), null);
    }

    /** Sets a field that only this vendor has, by the vendor's own name, such as {@code Region__c}. */
    public Changes<T> andCustom(String vendorField, Object value) {
        return with(CUSTOM + vendorField, value);
    }

    /** Makes the update conditional: it is refused with a conflict if the record is no longer at that version. */
    public Changes<T> onlyIf(String expectedVersion) {
        return new Changes<>(values, expectedVersion);
    }

    /** The values by canonical name; a null value clears; a name that starts with {@link #CUSTOM} is the vendor's. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** The version that the record must still have. */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** What the names of vendor-only fields start with in {@link #values()}. */
    public static final String CUSTOM = "custom:";

    private Changes<T> with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Changes<>(copy, version);
    }

    @Override
    public String toString() {
        return "Changes" + values.keySet();
    }
}
