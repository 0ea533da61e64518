package dev.sallyport.testkit.internal;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.LongUnaryOperator;

/** Two runs of numbers, each in the order of a key, as one in that order; a number that both have comes once. */
final class MergedNumbers implements PrimitiveIterator.OfLong {
    private final PrimitiveIterator.OfLong one;
    private final PrimitiveIterator.OfLong other;
    private final LongUnaryOperator key;
    private long nextOne = -1;
    private long nextOther = -1;

    MergedNumbers(PrimitiveIterator.OfLong one, PrimitiveIterator.OfLong other, LongUnaryOperator key) {
        this.one = one;
        this.other = other;
        this.key = key;
    }

    @Override
    public boolean hasNext() {
        fill();
        return nextOne >= 0 || nextOther >= 0;
    }

    private void fill() {
        if (nextOne < 0 && one.hasNext()) {
            nextOne = one.nextLong();
        }
        if (nextOther < 0 && other.hasNext()) {
            nextOther = other.nextLong();
        }
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long taken = nextOther < 0 || (nextOne >= 0 && key.applyAsLong(nextOne) <= key.applyAsLong(nextOther))
                ? nextOne
                : nextOther;
        nextOne = taken == nextOne ? -1 : nextOne;
        nextOther = taken == nextOther ? -1 : nextOther;
        return taken;
    }
}
