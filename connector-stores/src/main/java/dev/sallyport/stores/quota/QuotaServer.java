package dev.sallyport.stores.quota;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database must do to keep counts for many processes. Every method may block for the server's time-out and throws
 * a {@link RuntimeException} if the server is away. Implementations are thread-safe.
 */
public interface QuotaServer extends AutoCloseable {
    /**
     * Changes what is kept under several keys in one step that nobody else's step falls into.
     *
     * @param keys in ascending order, each once
     * @param work says what is to be kept; it is done again where another process came first
     */
    <T> T change(List<String> keys, Work<T> work);

    /** Says that a process lives, forgets those who were silent for too long, and answers how many live. */
    int members(String me, Duration silence);

    /** Takes units of a concurrent limit for a time at most; false if they do not fit. */
    boolean lease(String key, String id, int units, long capacity, Duration longest);

    /** Gives a lease back. */
    void release(String key, String id);

    /** Drops what nobody counts any more. */
    default void clean() {}

    @Override
    void close();

    /** What is kept under some keys, now. */
    interface Kept {
        /** The server's own clock, in nanoseconds since the epoch. */
        long now();

        /** What is kept under a key, by its place; null if nothing is. */
        byte @Nullable [] get(int place);

        /** Keeps something else, for a time at least. */
        void set(int place, byte[] value, Duration time);
    }

    /** A step. */
    @FunctionalInterface
    interface Work<T> {
        /** Makes something of what is kept, and nothing else. */
        T on(Kept kept);
    }
}
