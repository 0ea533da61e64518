package dev.sallyport.testkit.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fake's records as its operator sees and seeds them: no permission is asked, no quota is charged, nothing goes into the
 * truth. Safe for several threads.
 */
public interface FakeRecords {
    /** No records at all. */
    FakeRecords NONE = new FakeRecords() {
        @Override
        public List<String> resources() {
            return List.of();
        }

        @Override
        public long count(String resource) {
            throw unknown(resource);
        }

        @Override
        public List<Map<String, Object>> page(String resource, long from, int atMost) {
            throw unknown(resource);
        }

        @Override
        public String add(String resource, Map<String, ? extends @Nullable Object> fields) {
            throw unknown(resource);
        }

        private IllegalArgumentException unknown(String resource) {
            return new IllegalArgumentException("this fake shows no records of " + resource);
        }
    };

    /** The vendor's kinds of records. */
    List<String> resources();

    /**
     * How many records of a kind there are.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    long count(String resource);

    /**
     * Some records of a kind in the order of their ids, as plain JSON values.
     *
     * @param from how many to leave out
     * @throws IllegalArgumentException if there is no such kind
     */
    List<Map<String, Object>> page(String resource, long from, int atMost);

    /**
     * Puts a record there; it is gone after a reset.
     *
     * @return its id
     * @throws IllegalArgumentException if there is no such kind, it cannot be seeded, or a field is wrong
     */
    String add(String resource, Map<String, ? extends @Nullable Object> fields);
}
