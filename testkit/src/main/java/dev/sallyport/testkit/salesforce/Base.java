package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The records that an object had from the start, made from their numbers when they are looked at. Safe for several threads. */
interface Base {
    /** How many there are; their numbers begin with 0. */
    long size();

    /** The record with this number as it was at the start. */
    Row row(long number);

    /** Whether it was deleted at the start, without making it. */
    boolean deleted(long number);

    /** The numbers of those that may be deleted, smallest first. */
    LongStream mayBeDeleted();

    /** Records among which all are that hold the value; null if the field has no index. */
    @Nullable
    Hits equal(Field field, Object value);

    /** Whether all that {@link #equal} leads to hold the value. */
    boolean exact(Field field);

    /** The records with this time from one moment up to, but without, the other; null if the field has no index. */
    @Nullable
    Hits between(Field field, Instant from, Instant until);

    /** Records among which all are that hold all these words in what search looks through; null if no index helps. */
    @Nullable
    Hits words(Set<String> words);

    /** How many records were made. */
    long visited();
}
