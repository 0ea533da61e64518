package dev.sallyport.testkit.internal;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** What two runs of numbers have in common; both are sorted. */
final class CommonNumbers implements PrimitiveIterator.OfLong {
    private final PrimitiveIterator.OfLong one;
    private final PrimitiveIterator.OfLong other;
    private long next = -1;

    CommonNumbers(PrimitiveIterator.OfLong one, PrimitiveIterator.OfLong other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public boolean hasNext() {
        if (next >= 0) {
            return true;
        }
        long left = one.hasNext() ? one.nextLong() : -1;
        long right = other.hasNext() ? other.nextLong() : -1;
        while (left >= 0 && right >= 0 && left != right) {
            if (left < right) {
                left = one.hasNext() ? one.nextLong() : -1;
            } else {
                right = other.hasNext() ? other.nextLong() : -1;
            }
        }
        next = left < 0 || right < 0 ? -1 : left;
        return next >= 0;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long taken = next;
        next = -1;
        return taken;
    }
}
