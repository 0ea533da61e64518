package dev.sallyport.chaos.writes;

import dev.sallyport.error.RetryLaterException;
import java.util.function.Supplier;

/** Connecting at twenty times the speed, in a machine that has not yet run any of the code. */
final class Warm {
    private static final int TRIES = 20;

    private Warm() {}

    /** Connects; again if the machine was too slow for the clock. */
    static <T> T connected(Supplier<T> connecting) {
        for (int tries = 1; ; tries++) {
            try {
                return connecting.get();
            } catch (RetryLaterException cold) {
                if (tries == TRIES) {
                    throw cold;
                }
            }
        }
    }
}
