package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Limit;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * A token bucket whose capacity and refill of one window together never exceed a limit, wherever the vendor's window
 * begins and whether it is fixed or rolling. A small capacity costs little of the limit and still bridges the gaps
 * between two calls.
 *
 * @param key where it is kept; another capacity or window is another bucket
 * @param capacity the most tokens it holds
 * @param refill tokens in one window
 * @param window the limit's window and how much calls may be spread on their way
 */
record Bucket(String key, long capacity, long refill, Duration window) {
    private static final int LEAST = 10;
    private static final int OF_LIMIT = 150;
    private static final long LONGEST_PATIENCE = Duration.ofMillis(250).toNanos();

    static Bucket of(String key, Limit limit, long units, QuotaSettings settings) {
        long least = Math.max(LEAST, settings.largestCharge());
        long capacity = Math.max(1, Math.min(units / 2, Math.max(least, units / OF_LIMIT)));
        String name = key + "/" + units + "-" + limit.window().toMillis();
        return new Bucket(
                name, capacity, Math.max(1, units - capacity), limit.window().plus(settings.spread()));
    }

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, window))
                .build();
    }

    /**
     * How long it takes to fill a good part of it, a quarter of a second at most: looking more often would only keep the
     * store busy, and a longer wait would refuse calls that could still be made.
     */
    long patienceNanos() {
        return capacity < 4 ? 0 : Math.min(LONGEST_PATIENCE, window.toNanos() / refill * capacity * 2 / 5);
    }
}
