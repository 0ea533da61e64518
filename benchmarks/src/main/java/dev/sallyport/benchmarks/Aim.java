package dev.sallyport.benchmarks;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param bound the bound, in the figure's unit
 * @param most whether the figure should be at most, else at least, the bound
 */
record Aim(double bound, boolean most) {
    static Aim atMost(double bound) {
        return new Aim(bound, true);
    }

    static Aim atLeast(double bound) {
        return new Aim(bound, false);
    }

    boolean isMetBy(double value) {
        return most ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return (most ? "<= " : ">= ") + String.format(Locale.ROOT, "%.2f", bound);
    }
}
