package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts records into a store as an administrator's import does: no validation, audit fields may be set. */
final class Imports {
    private final Store store;
    private final String userId;
    private final InstantSource clock;

    Imports(Store store, String userId, InstantSource clock) {
        this.store = store;
        this.userId = userId;
        this.clock = clock;
    }

    Row insert(String object, Map<String, ? extends @Nullable Object> fields) {
        SObjectType type = type(object);
        Table table = store.table(type);
        Row row = new Row(type, Ids.of(type.prefix(), table.nextNumber()));
        Map<String, @Nullable Object> values = values(type, fields);
        new NewRow(store, row, userId, now()).fill(values);
        Object modified = values.get("LastModifiedDate");
        row.set("SystemModstamp", modified == null ? now() : modified);
        table.add(row);
        return row;
    }

    void update(Row row, Map<String, ? extends @Nullable Object> fields) {
        Table table = store.table(row.type());
        Map<String, @Nullable Object> changes = Writes.stamp(userId, now());
        changes.putAll(values(row.type(), fields));
        table.write(row, changes);
        table.write(row, DerivedValues.of(row, fields, store, now()));
    }

    SObjectType type(String object) {
        SObjectType type = store.schema().type(object);
        if (type == null) {
            throw new IllegalArgumentException("the fake org has no object " + object);
        }
        return type;
    }

    private static Map<String, @Nullable Object> values(
            SObjectType type, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> values = new HashMap<>();
        fields.forEach((name, value) -> {
            Field field = type.field(name);
            if (field == null) {
                throw new IllegalArgumentException("the fake's " + type.name() + " has no field " + name);
            }
            values.put(field.name(), ImportedValues.read(field, value));
        });
        return values;
    }

    private Instant now() {
        return WireDates.seconds(clock.instant());
    }
}
