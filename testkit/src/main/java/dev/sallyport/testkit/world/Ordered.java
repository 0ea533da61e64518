package dev.sallyport.testkit.world;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Unmodifiable maps that keep their order: {@code Map.copyOf} iterates otherwise in each run of a JVM. */
final class Ordered {

    private Ordered() {}

    static <K, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static <V> Map<String, V> by(Function<V, String> key, Collection<V> values) {
        Map<String, V> index = new LinkedHashMap<>();
        values.forEach(value -> index.put(key.apply(value), value));
        return Collections.unmodifiableMap(index);
    }
}
