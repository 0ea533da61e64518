package dev.sallyport.jdbc;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import java.time.Duration;

/**
 * How much one statement may do. What would go beyond fails with an error; nothing is cut off in silence. Immutable.
 *
 * @param rows rows of a result
 * @param bytes bytes of a result, as its values take
 * @param cost the planner's estimate of a query, in the engine's units
 * @param affected rows that a writing statement changes
 * @param connections connections held at once
 * @param pause how long the reader of a result may pause between rows
 */
public record Ceilings(long rows, long bytes, double cost, long affected, int connections, Duration pause) {
    /** 100,000 rows, 64 MiB, cost 10,000,000, 10,000 rows changed, 4 connections, pauses of 5 minutes. */
    public static Ceilings defaults() {
        return new Ceilings(100_000, 64L << 20, 10_000_000, 10_000, 4, Duration.ofMinutes(5));
    }

    /** The failure of a result that goes beyond a ceiling; {@code what} says what it has too much of. */
    public static AttemptFailure beyond(String what) {
        return AttemptFailure.answered(
                ErrorCode.INVALID_INPUT,
                "The result has " + what + ", which is the ceiling. Narrow the query, or read it in parts.");
    }

    public Ceilings {
        if (rows < 1 || bytes < 1 || !(cost > 0) || affected < 1 || connections < 1) {
            throw new IllegalArgumentException("every ceiling is at least 1");
        }
    }
}
