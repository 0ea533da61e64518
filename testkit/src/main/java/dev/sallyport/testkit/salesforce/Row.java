package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stored record: values by field name; an unset field has none. Changed by its table only. */
final class Row {
    private final SObjectType type;
    private final String id;
    private final Map<String, Object> values = new HashMap<>();
    private volatile @Nullable Shown shown;

    Row(SObjectType type, String id) {
        this.type = type;
        this.id = id;
        values.put("Id", id);
    }

    SObjectType type() {
        return type;
    }

    String id() {
        return id;
    }

    @Nullable
    Object get(String field) {
        return values.get(field);
    }

    @Nullable
    String text(String field) {
        Object value = values.get(field);
        return value == null ? null : value.toString();
    }

    boolean isDeleted() {
        return Boolean.TRUE.equals(values.get("IsDeleted"));
    }

    Instant lastModified() {
        return (Instant) Objects.requireNonNull(values.get("LastModifiedDate"), "LastModifiedDate");
    }

    /** The reply that shows it as a whole, kept until it changes or somebody else looks: most reads are repeated. */
    FakeReply shown(RecordView view, Supplier<FakeReply> made) {
        Shown known = shown;
        if (known == null || !known.view.showsAs(view)) {
            known = new Shown(view, made.get());
            shown = known;
        }
        return known.reply;
    }

    private record Shown(RecordView view, FakeReply reply) {}

    @Nullable
    Object set(String field, @Nullable Object value) {
        shown = null;
        return value == null ? values.remove(field) : values.put(field, value);
    }
}
