package dev.sallyport.pacing;

import java.time.Duration;

/**
 * One of a vendor's limits, as data.
 *
 * @param name the limit's name, such as {@code account}
 * @param kind how it counts
 * @param capacity how many units fit
 * @param window over which time; for {@link Kind#CONCURRENT} the longest that one call can hold its permit
 * @param per what it is counted for
 */
public record Limit(String name, Kind kind, long capacity, Duration window, Per per) {

    /** How a limit counts. */
    public enum Kind {
        /** In windows that start anew, all units at once. */
        FIXED,
        /** In a window that ends now. */
        ROLLING,
        /** Calls at the same time. */
        CONCURRENT
    }

    /** What a limit is counted for. */
    public enum Per {
        /** The whole account. */
        ACCOUNT,
        /** Each user of the vendor's that connections act as. */
        USER,
        /** Each operation. */
        OPERATION,
        /** Each record. */
        RECORD
    }

    public Limit {
        if (capacity < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "limit " + name + ": capacity " + capacity + " and window " + window + " must be positive");
        }
    }
}
