package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages that follow a cursor. A cursor that comes twice ends the walk with an error instead of going round for ever.
 *
 * @param <T> the record
 */
public final class Walk<T> implements Pages<T> {
    private final PageReader<T> reader;

    /** Walks by reading one page after the other. */
    public Walk(PageReader<T> reader) {
        this.reader = reader;
    }

    /** Reads one page. */
    @FunctionalInterface
    public interface PageReader<T> {
        /**
         * Reads the page at a cursor; null for the first.
         *
         * @throws dev.sallyport.error.ConnectorException if it cannot be read
         */
        Page<T> read(@Nullable String cursor);
    }

    /**
     * One page.
     *
     * @param records its records, those that a record rule hides left out; may be empty although more follow
     * @param next the next page's cursor; null at the end
     */
    public record Page<T>(
            List<Fetched<T>> records, @Nullable String next) {
        public Page {
            records = List.copyOf(records);
        }

        @Override
        public String toString() {
            return "Page[" + records.size() + " records]";
        }
    }

    @Override
    public Iterator<Fetched<T>> iterator() {
        return new Steps();
    }

    private final class Steps implements Iterator<Fetched<T>> {
        private final Queue<Fetched<T>> ready = new ArrayDeque<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String cursor;
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                Page<T> page = reader.read(cursor);
                ready.addAll(page.records());
                cursor = page.next();
                ended = cursor == null;
                if (cursor != null && !seen.add(cursor)) {
                    throw new IllegalStateException("the system gave the same cursor twice; the walk would never end");
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public Fetched<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the walk has ended");
            }
            return ready.remove();
        }
    }
}
