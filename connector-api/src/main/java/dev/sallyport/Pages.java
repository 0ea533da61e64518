package dev.sallyport;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Records of a walk, fetched page by page as they are asked for. Each page is a call of its own (grant, budget, audit).
 * Every iteration starts a new walk. No connection stays open between records. Not thread-safe while iterating.
 *
 * @param <T> the record
 */
public interface Pages<T> extends Iterable<Fetched<T>> {
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
