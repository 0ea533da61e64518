package dev.sallyport.testkit.contract;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.RichText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into typed records, whatever their type, past a {@code toString} that hides their content. */
final class Deep {
    private Deep() {}

    /**
     * A difference between two values of one type.
     *
     * @param path where
     * @param mapped whether it is in a map, such as that of a record's own fields
     */
    record Drift(
            String path,
            boolean mapped,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Where two values differ. */
    static List<Drift> between(@Nullable Object before, @Nullable Object after) {
        List<Drift> drifts = new ArrayList<>();
        compare("", false, before, after, drifts);
        return drifts;
    }

    private static void compare(
            String path, boolean mapped, @Nullable Object before, @Nullable Object after, List<Drift> drifts) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before instanceof RichText one && after instanceof RichText other) {
            compare(path, mapped, one.source(), other.source(), drifts);
        } else if (before instanceof Record one
                && after instanceof Record other
                && one.getClass() == other.getClass()) {
            Map<String, @Nullable Object> others = components(other);
            components(one)
                    .forEach((name, value) -> compare(path + "/" + name, mapped, value, others.get(name), drifts));
        } else if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            Set<Object> keys = new LinkedHashSet<>(one.keySet());
            keys.addAll(other.keySet());
            keys.forEach(key -> compare(path + "/" + key, true, one.get(key), other.get(key), drifts));
        } else if (before instanceof List<?> one && after instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(path + "/" + i, mapped, one.get(i), other.get(i), drifts);
            }
        } else {
            drifts.add(new Drift(path, mapped, before, after));
        }
    }

    /** A record's components by name. */
    static Map<String, @Nullable Object> components(Record value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                all.put(component.getName(), component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException closed) {
                throw new IllegalStateException("the record " + value.getClass() + " cannot be read", closed);
            }
        }
        return all;
    }

    /** Everything in it as text. */
    static String text(@Nullable Object value) {
        if (value instanceof RichText text) {
            return text.source();
        }
        if (value instanceof Record record) {
            return text(components(record));
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder all = new StringBuilder();
            map.forEach((key, held) ->
                    all.append(key).append('=').append(text(held)).append(' '));
            return all.toString();
        }
        if (value instanceof Collection<?> many) {
            StringBuilder all = new StringBuilder();
            many.forEach(held -> all.append(text(held)).append(' '));
            return all.toString();
        }
        return String.valueOf(value);
    }

    static boolean isNothing(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(Optional.empty())
                || (value instanceof Collection<?> many && many.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Record record
                        && components(record).values().stream().allMatch(Deep::isNothing));
    }

    /** The records in what an exercise gave. */
    static List<Fetched<?>> fetched(@Nullable Object value) {
        List<Fetched<?>> all = new ArrayList<>();
        Collection<?> many = value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
        for (Object one : many) {
            if (one instanceof Fetched<?> fetched) {
                all.add(fetched);
            }
        }
        return all;
    }

    /** By what a record is known: its reference, where it has one; else what it holds. */
    static String identity(@Nullable Object value) {
        Object record = value instanceof Fetched<?> fetched ? fetched.value() : value;
        if (record instanceof Record typed) {
            for (Object component : components(typed).values()) {
                if (component instanceof Ref ref) {
                    return ref.id();
                }
            }
        }
        return text(record);
    }
}
