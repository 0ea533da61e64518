package dev.sallyport.testkit.spi;

import java.time.Instant;

/**
 * Where a quota stands for one key right after a request was charged or refused; what limit headers are made of.
 *
 * @param quota the limit
 * @param key whose count
 * @param used what counts now, this request included unless it was refused
 * @param resetsAt fixed window: its end; rolling: when the oldest charge leaves or, for a refused request, when it would
 *     fit; concurrent: now
 */
public record QuotaState(Quota quota, String key, long used, Instant resetsAt) {
    /** What is left, 0 or more. */
    public long remaining() {
        return Math.max(0, quota.limit() - used);
    }
}
