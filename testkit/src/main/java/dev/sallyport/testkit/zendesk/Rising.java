package dev.sallyport.testkit.zendesk;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose place in an order grows with their number, and which are so found by halving.
 *
 * @param firstId the id of number 0
 * @param step how far the next one's id is
 * @param size how many there are
 * @param order where a number stands
 */
record Rising(long firstId, long step, long size, LongUnaryOperator order) implements Sequence {
    private Place place(long number) {
        return new Place(order.applyAsLong(number), firstId + number * step);
    }

    /** How many stand before a place, or up to it. */
    private long upTo(Place place, boolean included) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            int compared = place(middle).compareTo(place);
            if (compared < 0 || (included && compared == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        long number = after == null ? 0 : upTo(after, true);
        return number < size ? place(number) : null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        long number = before == null ? size - 1 : upTo(before, false) - 1;
        return number >= 0 ? place(number) : null;
    }
}
