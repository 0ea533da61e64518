package dev.sallyport.database;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, typed where it is read. Column names are in lower case. Data stays out of {@code toString}.
 * Immutable.
 */
public final class Row {
    private final Map<String, @Nullable Object> values;

    private Row(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** A row of these values, in this order. */
    public static Row of(Map<String, @Nullable Object> values) {
        return new Row(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** The columns, in the statement's order. */
    public Set<String> columns() {
        return values.keySet();
    }

    /**
     * A column's value.
     *
     * @return null for SQL's null
     * @throws IllegalArgumentException if there is no such column, or its value is of another type
     */
    public <V> @Nullable V get(String column, Class<V> type) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("no column '" + column + "'; there are " + values.keySet());
        }
        Object value = values.get(column);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("column '" + column + "' is a "
                    + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** A column's value as text; null for SQL's null. */
    public @Nullable String text(String column) {
        Object value = get(column, Object.class);
        return value == null ? null : value.toString();
    }

    /** All values by column. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return "Row" + values.keySet();
    }
}
