package dev.sallyport.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Retries of one account draw on a common budget of 500: each costs 5, paid back by the success that it leads to, and
 * each success pays 1 more. First attempts are never refused. Thread-safe.
 */
final class RetryBudget {
    private static final int FULL = 500;
    private static final int RETRY = 5;
    private final AtomicInteger left = new AtomicInteger(FULL);

    boolean draw() {
        return left.getAndUpdate(have -> have < RETRY ? have : have - RETRY) >= RETRY;
    }

    void succeededAfter(int retries) {
        left.getAndUpdate(have -> Math.min(FULL, have + retries * RETRY + 1));
    }
}
