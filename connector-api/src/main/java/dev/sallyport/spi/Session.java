package dev.sallyport.spi;

import dev.sallyport.access.Grant;
import dev.sallyport.query.Query;

/** A grant, bound to a connector. Thread-safe. */
public interface Session {
    /** The grant. */
    Grant grant();

    /** Whether a field of a resource, such as {@code crm:contact}, is masked. */
    boolean masks(String resource, String field);

    /** Whether any record rule limits a resource. */
    boolean hasRules(String resource);

    /** A query, narrowed by the record rules of its resource. */
    <T> Query<T> underRules(String resource, Query<T> query);

    /** Whether the record rules of a resource let a record through. */
    <T> boolean admits(String resource, T value);
}
