package dev.sallyport.stores.quota;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.atomic.AtomicLong;

/** The server's clock, kept by this machine's ticks in between; it never steps back. Thread-safe. */
final class StoreClock implements TimeMeter {
    private static final int TRIPS = 3;
    private final AtomicLong last = new AtomicLong();
    private volatile long offset;

    /** Asks the server; the quickest of three round trips tells most exactly. */
    void measure(QuotaServer server) {
        long quickest = Long.MAX_VALUE;
        long best = 0;
        for (int i = 0; i < TRIPS; i++) {
            long sent = System.nanoTime();
            long told = server.clock();
            long trip = System.nanoTime() - sent;
            if (trip < quickest) {
                quickest = trip;
                best = told - sent - trip / 2;
            }
        }
        offset = best;
    }

    @Override
    public long currentTimeNanos() {
        long now = System.nanoTime() + offset;
        return last.accumulateAndGet(now, Math::max);
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
