package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
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
    /** Pages may be empty although more follow, where the vendor hides records after it has counted them. */
    private static final int MOST_EMPTY = 1_000;

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
        private int empty;

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                Page<T> page = reader.read(cursor);
                ready.addAll(page.records());
                cursor = page.next();
                ended = cursor == null;
                empty = page.records().isEmpty() ? empty + 1 : 0;
                if (cursor != null && (!seen.add(cursor) || empty > MOST_EMPTY)) {
                    throw Failure.unsent(
                                    ErrorCode.PROTOCOL,
                                    "the system",
                                    "walk",
                                    "The system gives the same cursor twice, or one empty page after the other;"
                                            + " the walk would never end.")
                            .toException();
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
