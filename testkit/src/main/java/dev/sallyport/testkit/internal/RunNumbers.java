package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.world.Deal;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.LongFunction;

/** Numbers that are told run by run, one run at a time. */
final class RunNumbers implements PrimitiveIterator.OfLong {
    private static final long[] NONE = {};

    private final LongFunction<long[]> inRun;
    private final long size;
    private final boolean smallestFirst;
    private final long runs;
    private long seen;
    private long[] numbers = NONE;
    private int place;

    /** Those below the size. */
    RunNumbers(LongFunction<long[]> inRun, long size, boolean smallestFirst) {
        this.inRun = inRun;
        this.size = size;
        this.smallestFirst = smallestFirst;
        this.runs = (size + Deal.RUN - 1) / Deal.RUN;
    }

    private long number() {
        return numbers[smallestFirst ? place : numbers.length - 1 - place];
    }

    @Override
    public boolean hasNext() {
        while (true) {
            for (; place < numbers.length; place++) {
                if (number() < size) {
                    return true;
                }
            }
            if (seen == runs) {
                return false;
            }
            numbers = inRun.apply(smallestFirst ? seen : runs - 1 - seen);
            seen++;
            place = 0;
        }
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long number = number();
        place++;
        return number;
    }
}
