package dev.sallyport.pipeline;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.Reservation;
import dev.sallyport.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The queues for the limits of one account: one for each set of draws, so that interactive calls and batches wait apart. */
final class Lines {
    private final ConcurrentHashMap<List<Draw>, Line> lines = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** What came of waiting: a permit, or when there would be one; and for which limit it was waited, if it was. */
    record Answer(Reservation reservation, String waitedFor) {
        Permit permit() {
            return ((Reservation.Taken) reservation).permits().get(0);
        }
    }

    /**
     * Waits for a permit for as long as it can come before a deadline.
     *
     * @throws InterruptedException if the caller is interrupted; it holds nothing then
     */
    Answer await(QuotaStore store, List<Draw> draws, Instant deadline, TimeSource time) throws InterruptedException {
        if (store.isImmediate() && waiting.get() == 0) {
            Reservation answer = store.reserve(draws, 1, time.now());
            if (answer instanceof Reservation.Taken) {
                return new Answer(answer, "");
            }
        }
        waiting.incrementAndGet();
        try {
            Line line = lines.computeIfAbsent(draws, key -> new Line(key));
            Waiter waiter = line.await(store, deadline, time);
            Permit permit = waiter.permit;
            if (permit != null) {
                return new Answer(new Reservation.Taken(permit), line.limit());
            }
            return new Answer(Objects.requireNonNull(waiter.refusal), line.limit());
        } finally {
            if (waiting.decrementAndGet() == 0) {
                lines.values().removeIf(line -> line.size() == 0);
            }
        }
    }
}
