package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a row that is not in its table yet: defaults, stamps, what was given, and what follows from that. */
final class NewRow {
    private final Store store;
    private final Row row;
    private final String userId;
    private final Instant now;

    NewRow(Store store, Row row, String userId, Instant now) {
        this.store = store;
        this.row = row;
        this.userId = userId;
        this.now = now;
    }

    void fill(Map<String, @Nullable Object> given) {
        for (Field field : row.type().fields()) {
            if (field.type() == FieldType.BOOLEAN) {
                row.set(field.name(), false);
            } else if (field.defaultValue() != null) {
                row.set(field.name(), field.defaultValue());
            }
        }
        row.set("CreatedDate", now);
        row.set("CreatedById", userId);
        Writes.stamp(userId, now).forEach(row::set);
        if (row.type().field("OwnerId") != null) {
            row.set("OwnerId", userId);
        }
        if (row.type().name().equals("Case")) {
            row.set(
                    "CaseNumber",
                    String.format(
                            Locale.ROOT, "%08d", 1000 + store.table(row.type()).size()));
        }
        given.forEach((field, value) -> {
            if (value != null) {
                row.set(field, value);
            }
        });
        DerivedValues.of(row, given, store, now).forEach(row::set);
    }
}
