package dev.sallyport.testkit.salesforce;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All records of an org. */
final class Store {
    private final Schema schema;
    private final Map<String, Table> tables = new HashMap<>();

    Store(Schema schema) {
        this.schema = schema;
        schema.types().forEach(type -> tables.put(type.name(), new Table(type)));
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
