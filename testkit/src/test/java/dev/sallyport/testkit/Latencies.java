package dev.sallyport.testkit;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Compares how long two things take, by turns in one run. Each turn is a pair whose two halves meet the same weather on the
 * machine, and what is told is the median of the pairs, so neither a slow second nor a single pause moves it.
 */
public final class Latencies {
    private static final int WARM_UP = 60;
    private static final int PAIRS = 240;

    private Latencies() {}

    /** How much longer the second takes than the first. */
    public static double ratio(IntConsumer first, IntConsumer second) {
        double[] ratios = new double[PAIRS];
        for (int turn = -WARM_UP; turn < PAIRS; turn++) {
            double ratio = pair(first, second, turn + WARM_UP);
            if (turn >= 0) {
                ratios[turn] = ratio;
            }
        }
        Arrays.sort(ratios);
        return ratios[PAIRS / 2];
    }

    /** Who comes first alternates, because who comes second finds warmer caches. */
    private static double pair(IntConsumer first, IntConsumer second, int turn) {
        if (turn % 2 == 0) {
            double one = took(first, turn);
            return took(second, turn) / one;
        }
        double other = took(second, turn);
        return other / took(first, turn);
    }

    private static double took(IntConsumer work, int turn) {
        long start = System.nanoTime();
        work.accept(turn);
        return System.nanoTime() - start;
    }
}
