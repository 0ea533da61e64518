package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.world.Deal;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an index tells run by run, in the order of their ids.
 *
 * @param inRun the numbers of a run, smallest first
 * @param end all are below it
 * @param count how many there are
 * @param firstId the id of number 0
 */
record InRuns(LongFunction<long[]> inRun, long end, LongSupplier count, long firstId) implements Sequence {
    @Override
    public long size() {
        return count.getAsLong();
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        long least = after == null ? 0 : after.order() > 0 ? end : Math.max(0, after.id() - firstId + 1);
        for (long run = least / Deal.RUN; run * Deal.RUN < end; run++) {
            long[] numbers = inRun.apply(run);
            int at = Arrays.binarySearch(numbers, least);
            int place = at < 0 ? -at - 1 : at;
            if (place < numbers.length) {
                return numbers[place] < end ? new Place(0, firstId + numbers[place]) : null;
            }
        }
        return null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        long most = before == null || before.order() > 0 ? end - 1 : Math.min(end - 1, before.id() - firstId - 1);
        for (long run = most / Deal.RUN; run >= 0 && most >= 0; run--) {
            long[] numbers = inRun.apply(run);
            int at = Arrays.binarySearch(numbers, most);
            int place = at < 0 ? -at - 2 : at;
            if (place >= 0) {
                return new Place(0, firstId + numbers[place]);
            }
        }
        return null;
    }
}
