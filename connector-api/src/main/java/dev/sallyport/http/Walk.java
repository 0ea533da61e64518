package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.error.RetryLaterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
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
    private final @Nullable Checkpoints checkpoints;
    private final Place start;

    /** Walks by reading one page after the other; cannot be continued later. */
    public Walk(PageReader<T> reader) {
        this(reader, null, Place.START);
    }

    /** Walks by reading one page after the other, and can be continued from its checkpoints. */
    public Walk(PageReader<T> reader, Checkpoints checkpoints) {
        this(reader, checkpoints, Place.START);
    }

    private Walk(PageReader<T> reader, @Nullable Checkpoints checkpoints, Place start) {
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.start = start;
    }

    /**
     * Where a walk is.
     *
     * @param cursor of the page that is delivered; null for the first
     * @param delivered how many of its records were
     * @param mark of those records, by which they are known again
     * @param ended whether nothing follows
     */
    record Place(@Nullable String cursor, int delivered, String mark, boolean ended) {
        static final Place START = new Place(null, 0, "", false);
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
    public Steps<T> iterator() {
        return new Stepping();
    }

    @Override
    public Pages<T> from(String checkpoint) {
        Checkpoints known = checkpoints;
        return known == null ? Pages.super.from(checkpoint) : new Walk<>(reader, known, known.read(checkpoint));
    }

    private final class Stepping implements Steps<T> {
        private final Queue<Fetched<T>> ready = new ArrayDeque<>();
        private final List<Fetched<T>> delivered = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String current = start.cursor();
        private @Nullable String following = start.cursor();
        private boolean begun;
        private boolean ended = start.ended();
        private int empty;

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                Page<T> page = page();
                delivered.clear();
                ready.addAll(page.records());
                skipDelivered();
                current = following;
                following = page.next();
                ended = following == null;
                empty = page.records().isEmpty() ? empty + 1 : 0;
                checkProgress();
            }
            return !ready.isEmpty();
        }

        private Page<T> page() {
            try {
                return reader.read(following);
            } catch (RetryLaterException e) {
                if (checkpoints == null) {
                    throw e;
                }
                throw e.failure().continuedFrom(checkpoint()).toException(e);
            }
        }

        /** Once, at the start of a continued walk; if the page is no longer the same, all of it is delivered. */
        private void skipDelivered() {
            if (begun) {
                return;
            }
            begun = true;
            List<Fetched<T>> page = List.copyOf(ready);
            int skipped = start.delivered();
            if (checkpoints != null
                    && skipped <= page.size()
                    && checkpoints.mark(page.subList(0, skipped)).equals(start.mark())) {
                for (int i = 0; i < skipped; i++) {
                    delivered.add(ready.remove());
                }
            }
        }

        private void checkProgress() {
            if (following != null && (!seen.add(following) || empty > MOST_EMPTY)) {
                throw Failure.unsent(
                                ErrorCode.PROTOCOL,
                                "the system",
                                "walk",
                                "The system gives the same cursor twice, or one empty page after the other;"
                                        + " the walk would never end.")
                        .toException();
            }
        }

        @Override
        public Fetched<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the walk has ended");
            }
            Fetched<T> next = ready.remove();
            delivered.add(next);
            return next;
        }

        @Override
        public String checkpoint() {
            if (checkpoints == null) {
                throw Failure.unsent(ErrorCode.UNSUPPORTED, "the system", "walk", "This walk cannot be continued.")
                        .toException();
            }
            if (!begun) {
                return checkpoints.write(start);
            }
            return ready.isEmpty()
                    ? checkpoints.write(new Place(following, 0, checkpoints.mark(List.of()), ended))
                    : checkpoints.write(new Place(current, delivered.size(), checkpoints.mark(delivered), false));
        }
    }
}
