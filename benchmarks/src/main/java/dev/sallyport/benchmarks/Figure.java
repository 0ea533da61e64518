package dev.sallyport.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value the median of what was measured
 * @param low the lowest of the rounds, or the figure itself where there was one round
 * @param high the highest of the rounds
 * @param unit the unit; empty for a ratio
 * @param aim what it should be; null if it is only told
 */
record Figure(
        String name,
        double value,
        double low,
        double high,
        String unit,
        @Nullable Aim aim) {
    static Figure of(String name, Spread spread, String unit) {
        return new Figure(name, spread.median(), spread.low(), spread.high(), unit, null);
    }

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, value, value, unit, null);
    }

    Figure aimedAt(Aim wanted) {
        return new Figure(name, value, low, high, unit, wanted);
    }

    boolean isMissed() {
        return aim != null && !aim.isMetBy(value);
    }
}
