package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object such as Contact: its fields by name, whatever the case. Immutable. */
final class SObjectType {
    private final String name;
    private final String prefix;
    private final boolean writable;
    private final Map<String, Field> fields;
    private final Map<String, Field> relationships = new LinkedHashMap<>();

    SObjectType(String name, String prefix, boolean writable, List<Field> fields) {
        this.name = name;
        this.prefix = prefix;
        this.writable = writable;
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.key(), field);
            if (field.relationship() != null) {
                relationships.put(field.relationship().toLowerCase(Locale.ROOT), field);
            }
        }
        this.fields = Collections.unmodifiableMap(byName);
    }

    SObjectType plus(List<Field> more) {
        List<Field> all = new ArrayList<>(fields.values());
        all.addAll(more);
        return new SObjectType(name, prefix, writable, all);
    }

    String name() {
        return name;
    }

    /** The three characters that ids of this object begin with. */
    String prefix() {
        return prefix;
    }

    /** Whether clients may create and delete such records at all. */
    boolean writable() {
        return writable;
    }

    Collection<Field> fields() {
        return fields.values();
    }

    @Nullable
    Field field(String anyCase) {
        return fields.get(anyCase.toLowerCase(Locale.ROOT));
    }

    /** The field of this object that has the trait; null if none has. */
    @Nullable
    Field firstWith(Field.Trait trait) {
        return fields.values().stream()
                .filter(field -> field.is(trait))
                .findFirst()
                .orElse(null);
    }

    /** The reference behind a relationship such as {@code Account}; null if there is none of that name. */
    @Nullable
    Field relationship(String anyCase) {
        return relationships.get(anyCase.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name;
    }
}
