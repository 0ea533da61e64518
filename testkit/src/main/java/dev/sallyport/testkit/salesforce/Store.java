package dev.sallyport.testkit.salesforce;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All records of an org. */
final class Store {
    private final Schema schema;
    private final Map<String, Table> tables = new HashMap<>();
    private final Set<String> locks = new HashSet<>();

    Store(Schema schema) {
        this.schema = schema;
        schema.types().forEach(type -> tables.put(type.name(), new Table(type)));
    }

    /** The ids of records that another process holds. */
    Set<String> locks() {
        return locks;
    }

    /** Refuses a write to a record that is held, or that is to point to one that is. */
    void requireUnlocked(Row row, Map<String, ? extends @Nullable Object> changes) {
        if (locks.isEmpty()) {
            return;
        }
        Set<String> needed = new LinkedHashSet<>(List.of(row.id()));
        for (Field field : row.type().fields()) {
            if (field.type() == FieldType.REFERENCE && field.is(Field.Trait.CREATEABLE)) {
                Object parent = changes.containsKey(field.name()) ? changes.get(field.name()) : row.get(field.name());
                needed.add(String.valueOf(parent));
            }
        }
        needed.retainAll(locks);
        if (!needed.isEmpty()) {
            throw Refusal.input(
                    "UNABLE_TO_LOCK_ROW",
                    "unable to obtain exclusive access to this record or " + needed.size() + " records: "
                            + String.join(",", needed));
        }
    }

    /** How many records of bases were made until now. */
    long made() {
        return tables.values().stream()
                .map(Table::base)
                .filter(Objects::nonNull)
                .mapToLong(Base::visited)
                .sum();
    }

    Schema schema() {
        return schema;
    }

    Table table(SObjectType type) {
        return Objects.requireNonNull(tables.get(type.name()), type.name());
    }

    /** The record behind an id of any object, deleted or not; null if there is none. */
    @Nullable
    Row row(String id) {
        SObjectType type = schema.typeOf(id);
        return type == null ? null : table(type).row(id);
    }

    /** The record that a reference points to; null if it is unset or the record is gone. */
    @Nullable
    Row parent(Row child, Field reference) {
        String id = child.text(reference.name());
        return id == null ? null : row(id);
    }
}
