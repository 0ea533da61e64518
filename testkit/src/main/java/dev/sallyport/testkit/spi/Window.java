package dev.sallyport.testkit.spi;

import java.time.Duration;

/** Over what a limit counts. */
public sealed interface Window {
    /**
     * Counts from zero again at each multiple of the length since the epoch, as a daily or minute limit does.
     *
     * @param length a millisecond or more
     */
    record Fixed(Duration length) implements Window {
        /** Checks the length. */
        public Fixed {
            requireLength(length);
        }
    }

    /**
     * Counts what was charged within the length before now.
     *
     * @param length a millisecond or more
     */
    record Rolling(Duration length) implements Window {
        /** Checks the length. */
        public Rolling {
            requireLength(length);
        }
    }

    /** Counts the requests being served now. */
    record Concurrent() implements Window {}

    private static void requireLength(Duration length) {
        if (length.toMillis() < 1) {
            throw new IllegalArgumentException("window length must be a millisecond or more, not " + length);
        }
    }
}
