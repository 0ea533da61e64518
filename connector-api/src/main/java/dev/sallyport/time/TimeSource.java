package dev.sallyport.time;

import java.time.Duration;
import java.time.Instant;

/** Where time comes from and how waiting is done. Implementations are thread-safe. */
public interface TimeSource {
    /** The instant now. */
    Instant now();

    /**
     * Waits.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own clock. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
