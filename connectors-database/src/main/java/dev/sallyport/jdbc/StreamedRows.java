package dev.sallyport.jdbc;

import dev.sallyport.database.Row;
import dev.sallyport.database.Rows;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as the engine's cursor gives them out, counted against the ceilings. Used by one thread. */
final class StreamedRows implements Rows {
    private final ResultSet rows;
    private final Lease lease;
    private final Engine engine;
    private final Ceilings ceilings;
    private final Errors errors;
    private final List<Named> columns;
    private long count;
    private long bytes;
    private @Nullable Row next;
    private boolean ended;

    private record Named(String name, String type) {}

    private StreamedRows(
            ResultSet rows, Lease lease, Engine engine, Ceilings ceilings, Errors errors, List<Named> columns) {
        this.rows = rows;
        this.lease = lease;
        this.engine = engine;
        this.ceilings = ceilings;
        this.errors = errors;
        this.columns = columns;
    }

    /**
     * The rows of a result, whose connection they hold from now on.
     *
     * @throws AttemptFailure if two columns have the same name
     */
    static StreamedRows over(ResultSet rows, Lease lease, Engine engine, Ceilings ceilings, Errors errors)
            throws SQLException, AttemptFailure {
        ResultSetMetaData data = rows.getMetaData();
        List<Named> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String name = data.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw AttemptFailure.answered(
                        ErrorCode.INVALID_INPUT,
                        "Two columns of the result are named '" + name + "'; name them apart with AS.");
            }
            columns.add(new Named(name, data.getColumnTypeName(i)));
        }
        return new StreamedRows(rows, lease, engine, ceilings, errors, columns);
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        Row row = next;
        next = null;
        if (row == null) {
            throw new NoSuchElementException("no more rows");
        }
        return row;
    }

    private @Nullable Row read() {
        try {
            if (!lease.await(rows::next)) {
                close();
                return null;
            }
            count++;
            if (count > ceilings.rows()) {
                throw Ceilings.beyond("more than " + ceilings.rows() + " rows");
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                Object value = engine.value(rows, i + 1, columns.get(i).type());
                bytes += SqlValues.size(value);
                values.put(columns.get(i).name(), value);
            }
            if (bytes > ceilings.bytes()) {
                throw Ceilings.beyond("more than " + ceilings.bytes() + " bytes");
            }
            return Row.of(values);
        } catch (SQLException e) {
            throw ended(
                    lease.interrupted()
                            ? AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the reading.", e)
                            : engine.failure(e, Progress.OPEN));
        } catch (AttemptFailure e) {
            throw ended(e);
        }
    }

    private RuntimeException ended(AttemptFailure failure) {
        close();
        return errors.of(failure);
    }

    @Override
    public void close() {
        ended = true;
        next = null;
        lease.close();
    }
}
