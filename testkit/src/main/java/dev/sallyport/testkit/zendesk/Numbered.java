package dev.sallyport.testkit.zendesk;

import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their ids, from one number up to, but without, another.
 *
 * @param firstId the id of number 0
 * @param gone which numbers are left out
 * @param left how many are not
 */
record Numbered(long firstId, long from, long until, LongPredicate gone, LongSupplier left) implements Sequence {
    static Numbered all(long firstId, long from, long until) {
        return new Numbered(firstId, from, until, number -> false, () -> Math.max(0, until - from));
    }

    @Override
    public long size() {
        return left.getAsLong();
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        if (after != null && after.order() > 0) {
            return null;
        }
        long number = after == null || after.order() < 0 ? from : Math.max(from, after.id() - firstId + 1);
        while (number < until && gone.test(number)) {
            number++;
        }
        return number < until ? new Place(0, firstId + number) : null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        if (before != null && before.order() < 0) {
            return null;
        }
        long number = before == null || before.order() > 0 ? until - 1 : Math.min(until - 1, before.id() - firstId - 1);
        while (number >= from && gone.test(number)) {
            number--;
        }
        return number >= from ? new Place(0, firstId + number) : null;
    }
}
