package dev.sallyport.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which records, in which order, in pages of which size. Defaults: all records, the system's own order, the connector's
 * own page size. Immutable.
 *
 * @param <T> the record
 */
public final class Query<T> {
    private final @Nullable Filter<T> filter;
    private final @Nullable Sort<T> sort;
    private final int pageSize;

    private Query(@Nullable Filter<T> filter, @Nullable Sort<T> sort, int pageSize) {
        this.filter = filter;
        this.sort = sort;
        this.pageSize = pageSize;
    }

    /** All records that the grant lets through. */
    public static <T> Query<T> all() {
        return new Query<>(null, null, 0);
    }

    /** The records that fit a filter. */
    public static <T> Query<T> of(Filter<T> filter) {
        return new Query<>(filter, null, 0);
    }

    /** The same query in the order of a field. */
    public Query<T> orderBy(Field<T, ?> field, boolean ascending) {
        return new Query<>(filter, new Sort<>(field, ascending), pageSize);
    }

    /**
     * The same query in pages of that size, a hint that connectors bound to what their system takes.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public Query<T> pagesOf(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("page size " + size + " is not positive");
        }
        return new Query<>(filter, sort, size);
    }

    /** The same query, narrowed by a further filter. */
    public Query<T> narrowedBy(Filter<T> further) {
        return new Query<>(filter == null ? further : filter.and(further), sort, pageSize);
    }

    /** Which records; empty for all. */
    public Optional<Filter<T>> filter() {
        return Optional.ofNullable(filter);
    }

    /** The order; empty for the system's own. */
    public Optional<Sort<T>> sort() {
        return Optional.ofNullable(sort);
    }

    /** The page size asked for, or {@code otherwise} if none was. */
    public int pageSizeOr(int otherwise) {
        return pageSize == 0 ? otherwise : pageSize;
    }

    /**
     * An order.
     *
     * @param field the field to order by
     * @param ascending smallest first
     */
    public record Sort<T>(Field<T, ?> field, boolean ascending) {}
}
