package dev.sallyport.stores.quota;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;

/**
 * What a database must do to keep counts for many processes. Every method may block for the server's time-out and throws
 * a {@link RuntimeException} if the server is away. Implementations are thread-safe.
 */
public interface QuotaServer extends AutoCloseable {
    /** Token buckets by their key, reckoned on the given clock. */
    ProxyManager<String> buckets(TimeMeter clock);

    /** The server's own clock, in nanoseconds since the epoch. */
    long clock();

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
}
