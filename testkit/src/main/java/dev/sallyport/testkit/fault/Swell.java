package dev.sallyport.testkit.fault;

import java.time.Duration;

/**
 * How a brown-out rises and falls, counted from the first request: a rule with one is at its full probability and delay only
 * while it holds, and at nothing before and after. Immutable.
 *
 * @param after how long nothing is felt; may be zero
 * @param rising how long it takes to come to the full; may be zero
 * @param holding how long it stays so
 * @param falling how long it takes to be over; may be zero
 */
public record Swell(Duration after, Duration rising, Duration holding, Duration falling) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if one is negative or all are zero
     */
    public Swell {
        for (Duration part : new Duration[] {after, rising, holding, falling}) {
            if (part.isNegative()) {
                throw new IllegalArgumentException("a part of a swell cannot be negative: " + part);
            }
        }
        if (rising.plus(holding).plus(falling).isZero()) {
            throw new IllegalArgumentException("a swell needs rising, holding or falling");
        }
    }

    /** How much of the whole is felt so long after the first request: 0 to 1. */
    public double level(Duration sinceFirst) {
        double into = seconds(sinceFirst.minus(after));
        double end = seconds(rising.plus(holding).plus(falling));
        if (into < 0 || into >= end) {
            return 0;
        }
        double up = rising.isZero() ? 1 : into / seconds(rising);
        double down = falling.isZero() ? 1 : (end - into) / seconds(falling);
        return Math.min(1, Math.min(up, down));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
