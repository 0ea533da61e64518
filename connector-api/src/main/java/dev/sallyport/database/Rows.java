package dev.sallyport.database;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rows of a result, streamed in constant memory. Holds a connection until it is read to its end or closed. Used by
 * one thread.
 */
public interface Rows extends Iterator<Row>, AutoCloseable {
    @Override
    void close();

    /** The rows as a stream, to be closed. */
    default Stream<Row> stream() {
        Iterable<Row> rows = () -> this;
        return StreamSupport.stream(rows.spliterator(), false).onClose(this::close);
    }

    /** All rows in a list; closes this. */
    default List<Row> all() {
        try (Stream<Row> rows = stream()) {
            return rows.toList();
        }
    }
}
