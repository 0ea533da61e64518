package dev.sallyport.query;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A canonical field of a record, by which it is filtered, sorted, changed and masked. Immutable.
 *
 * @param <T> the record
 * @param <V> the field's value
 */
public final class Field<T, V> {
    private final String resource;
    private final String name;
    private final Class<V> type;
    private final Function<T, @Nullable V> reader;

    private Field(String resource, String name, Class<V> type, Function<T, @Nullable V> reader) {
        this.resource = Objects.requireNonNull(resource, "resource is null");
        this.name = Objects.requireNonNull(name, "name is null");
        this.type = type;
        this.reader = reader;
    }

    /** A field of a canonical record, read from it by {@code reader}. */
    public static <T, V> Field<T, V> of(String resource, String name, Class<V> type, Function<T, @Nullable V> reader) {
        return new Field<>(resource, name, type, reader);
    }

    /** The canonical resource, such as {@code crm:contact}. */
    public String resource() {
        return resource;
    }

    /** The field's name, such as {@code email}. */
    public String name() {
        return name;
    }

    /** The value's class. */
    public Class<V> type() {
        return type;
    }

    /** The field's value in a record; null if it has none. */
    public @Nullable V in(T value) {
        return reader.apply(value);
    }

    @Override
    public String toString() {
        return resource + ":" + name;
    }
}
