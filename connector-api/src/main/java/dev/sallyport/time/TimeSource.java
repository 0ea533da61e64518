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

    /**
     * How long a duration of this time lasts on the machine's clock, for waits that only the machine can end, such as
     * those on a socket. The same unless this time runs at another speed.
     */
    default Duration onMachine(Duration duration) {
        return duration;
    }

    /** The machine's own clock. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
