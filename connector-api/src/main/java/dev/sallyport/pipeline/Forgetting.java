package dev.sallyport.pipeline;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the ledger from growing for ever: with its first use, then with every 64th or once an hour, up to 256 intents and
 * budgets that are older than the retention are forgotten. That is more than come in between, so its size levels off.
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
     * @param uses how many writes were settled and budgets drawn on
     * @param at when it was last done
     */
    private record Since(int uses, Instant at) {}

    Forgetting(Safeguards safeguards) {
        this.safeguards = safeguards;
    }

    void afterUse() {
        Instant now = safeguards.time().now();
        Since before = since.getAndUpdate(
                last -> isDue(last, now) ? new Since(1, now) : new Since(last.uses() + 1, last.at()));
        if (!isDue(before, now)) {
            return;
        }
        try {
            safeguards.ledger().forget(now, safeguards.retention(), AT_ONCE);
        } catch (LedgerException e) {
            // What it was used for is done; the next use meets the same store and says what is wrong with it.
        }
    }

    private static boolean isDue(Since last, Instant now) {
        return last.uses() >= EVERY || now.isAfter(last.at().plus(LONGEST));
    }
}
