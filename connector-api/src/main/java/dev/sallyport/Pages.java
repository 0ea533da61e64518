package dev.sallyport;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Records of a walk, fetched page by page as they are asked for. Each page is a call of its own (grant, budget, audit).
 * Every iteration starts a new walk. No connection stays open between records. A walk that a limit stops is continued
 * {@link #from} its checkpoint. Not thread-safe while iterating.
 *
 * @param <T> the record
 */
public interface Pages<T> extends Iterable<Fetched<T>> {
    @Override
    Steps<T> iterator();

    /**
     * The rest of a walk through the same query that ended before its end: what was delivered is not delivered again,
     * unless the system changed it meanwhile. It is read under the present grant.
     *
     * @param checkpoint what {@link Steps#checkpoint()} or
     *     {@link dev.sallyport.error.RetryLaterException#checkpoint()} gave; kept in memory or in a file, for as long as
     *     the system keeps its cursors. It survives the process if the ledger does.
     * @throws dev.sallyport.error.InputException if it is none, was changed, or belongs to another query, or to a grant
     *     with other record rules
     */
    default Pages<T> from(String checkpoint) {
        throw Failure.unsent(
                        ErrorCode.UNSUPPORTED, "the system", "walk", "This walk cannot be continued; walk it anew.")
                .toException();
    }

    /**
     * One walk.
     *
     * @param <T> the record
     */
    interface Steps<T> extends Iterator<Fetched<T>> {
        /**
         * Where the walk is: an opaque text without content of records.
         *
         * @throws dev.sallyport.error.InputException if the walk cannot be continued
         */
        String checkpoint();
    }

    /** The records as a stream, still fetched page by page. */
    default Stream<Fetched<T>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** Up to {@code most} records in a list; fetches no more pages than needed. */
    default List<Fetched<T>> first(int most) {
        List<Fetched<T>> found = new ArrayList<>();
        Iterator<Fetched<T>> walk = iterator();
        while (found.size() < most && walk.hasNext()) {
            found.add(walk.next());
        }
        return List.copyOf(found);
    }

    /** The first record, if there is one. */
    default Optional<Fetched<T>> first() {
        return first(1).stream().findFirst();
    }
}
