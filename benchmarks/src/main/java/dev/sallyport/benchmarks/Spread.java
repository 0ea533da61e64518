package dev.sallyport.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/**
 * Median and extremes of several measurements.
 *
 * @param median the middle one
 * @param low the lowest
 * @param high the highest
 */
record Spread(double median, double low, double high) {
    /**
     * Of these.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    static Spread of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
