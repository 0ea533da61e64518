package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.internal.Nearest;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every fake on the class path, by name. */
final class Systems {
    private Systems() {}

    /**
     * Finds them.
     *
     * @throws IllegalStateException if one cannot be loaded or two have one name
     */
    static SortedMap<String, FakeProvider> all() {
        TreeMap<String, FakeProvider> all = new TreeMap<>();
        try {
            for (FakeProvider provider : ServiceLoader.load(FakeProvider.class)) {
                if (all.put(provider.system(), provider) != null) {
                    throw new IllegalStateException("two fakes on the class path are called " + provider.system());
                }
            }
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException(
                    "a fake on the class path cannot be loaded: " + broken.getMessage(), broken);
        }
        return all;
    }

    /**
     * The fake of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static FakeProvider named(String name) {
        SortedMap<String, FakeProvider> all = all();
        FakeProvider provider = all.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("no fake is called \"" + name + "\"; there are "
                    + String.join(", ", all.keySet()) + Nearest.hint(name, all.keySet()));
        }
        return provider;
    }
}
