package dev.sallyport.testkit.salesforce;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one object in the order of their ids, with a hash index for each field that people look up by. */
final class Table {
    private final SObjectType type;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Row>>> indexes = new HashMap<>();
    private long lastNumber;

    Table(SObjectType type) {
        this.type = type;
        for (Field field : type.fields()) {
            if (field.indexed() && field.type() != FieldType.ID) {
                indexes.put(field.name(), new HashMap<>());
            }
        }
    }

    SObjectType type() {
        return type;
    }

    long nextNumber() {
        return ++lastNumber;
    }

    @Nullable
    Row row(String id) {
        return rows.get(id);
    }

    Collection<Row> rows() {
        return rows.values();
    }

    boolean hasIndex(String field) {
        return indexes.containsKey(field);
    }

    /** The rows, deleted ones too, that hold this value, whatever its case; only for fields with an index. */
    Collection<Row> lookUp(String field, Object value) {
        Map<String, Set<Row>> index = indexes.getOrDefault(field, Map.of());
        return index.getOrDefault(indexKey(value), Set.of());
    }

    void add(Row row) {
        rows.put(row.id(), row);
        indexes.forEach((field, index) -> enter(index, row.get(field), row));
    }

    void remove(Row row) {
        rows.remove(row.id());
        indexes.forEach((field, index) -> leave(index, row.get(field), row));
    }

    /** Writes the values and answers with those that they replaced, null for unset ones. */
    Map<String, @Nullable Object> write(Row row, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> before = new HashMap<>();
        changes.forEach((field, value) -> {
            Map<String, Set<Row>> index = indexes.get(field);
            if (index != null) {
                leave(index, row.get(field), row);
                enter(index, value, row);
            }
            before.put(field, row.set(field, value));
        });
        return before;
    }

    private static void enter(Map<String, Set<Row>> index, @Nullable Object value, Row row) {
        if (value != null) {
            index.computeIfAbsent(indexKey(value), absent -> new LinkedHashSet<>(2))
                    .add(row);
        }
    }

    private static void leave(Map<String, Set<Row>> index, @Nullable Object value, Row row) {
        if (value != null) {
            Set<Row> holders = index.get(indexKey(value));
            if (holders != null && holders.remove(row) && holders.isEmpty()) {
                index.remove(indexKey(value));
            }
        }
    }

    private static String indexKey(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
