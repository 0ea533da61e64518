package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.world.Deal;
import dev.sallyport.testkit.internal.Hits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an index deals evenly, in the order of their ids.
 *
 * @param firstId the id of number 0
 */
record Dealt(Hits.Dealt hits, long firstId) implements Sequence {
    @Override
    public long size() {
        return hits.count();
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        long least = after == null ? 0 : after.order() > 0 ? hits.size() : Math.max(0, after.id() - firstId + 1);
        for (long run = least / Deal.RUN; run < hits.runs(); run++) {
            long[] numbers = hits.inRun().apply(run);
            int at = Arrays.binarySearch(numbers, least);
            int place = at < 0 ? -at - 1 : at;
            if (place < numbers.length) {
                return numbers[place] < hits.size() ? new Place(0, firstId + numbers[place]) : null;
            }
        }
        return null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        long most = before == null || before.order() > 0
                ? hits.size() - 1
                : Math.min(hits.size() - 1, before.id() - firstId - 1);
        for (long run = most / Deal.RUN; run >= 0 && most >= 0; run--) {
            long[] numbers = hits.inRun().apply(run);
            int at = Arrays.binarySearch(numbers, most);
            int place = at < 0 ? -at - 2 : at;
            if (place >= 0) {
                return new Place(0, firstId + numbers[place]);
            }
        }
        return null;
    }
}
