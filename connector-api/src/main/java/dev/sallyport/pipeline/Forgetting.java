package dev.sallyport.pipeline;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the ledger from growing for ever: with the first write, then with every 64th or once an hour, up to 256 intents
 * that are older than the retention are forgotten. That is more than come in between, so the ledger's size levels off.
 */
final class Forgetting {
    private static final int EVERY = 64;
    private static final int AT_ONCE = 256;
    private static final Duration LONGEST = Duration.ofHours(1);
    private final Safeguards safeguards;
    private final AtomicReference<Since> since = new AtomicReference<>(new Since(EVERY, Instant.EPOCH));

    /**
     * What happened since it was last done.
     *
     * @param writes how many writes were settled
     * @param at when it was last done
     */
    private record Since(int writes, Instant at) {}

    Forgetting(Safeguards safeguards) {
        this.safeguards = safeguards;
    }

    void afterWrite() {
        Instant now = safeguards.time().now();
        Since before = since.getAndUpdate(
                last -> isDue(last, now) ? new Since(1, now) : new Since(last.writes() + 1, last.at()));
        if (!isDue(before, now)) {
            return;
        }
        try {
            safeguards.ledger().forget(now, safeguards.retention(), AT_ONCE);
        } catch (LedgerException e) {
            // This write is settled; the next claim meets the same store and says what is wrong with it.
        }
    }

    private static boolean isDue(Since last, Instant now) {
        return last.writes() >= EVERY || now.isAfter(last.at().plus(LONGEST));
    }
}
