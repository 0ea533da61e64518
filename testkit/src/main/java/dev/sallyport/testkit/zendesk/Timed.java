package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.world.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of the second in which they came, or were changed. No two share one.
 *
 * @param firstId the id of number 0
 * @param size how many there are
 * @param byChange whether the order is that of changes
 */
record Timed(Timeline timeline, long firstId, long size, boolean byChange) implements Sequence {
    private long end() {
        return byChange ? timeline.endOfChanges() : size;
    }

    private long number(long rank) {
        return byChange ? timeline.changedAt(rank) : rank;
    }

    /** The first rank that stands after this place, or at it. */
    private long rank(Place place) {
        Instant second = Instant.ofEpochSecond(place.order());
        return byChange ? timeline.firstChange(second) : timeline.firstCreated(second);
    }

    private Place place(long number) {
        Instant time = byChange ? timeline.changed(number) : timeline.created(number);
        return new Place(time.getEpochSecond(), firstId + number);
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        for (long rank = after == null ? 0 : rank(after); rank < end(); rank++) {
            long number = number(rank);
            Place place = number < 0 ? null : place(number);
            if (place != null && (after == null || place.compareTo(after) > 0)) {
                return place;
            }
        }
        return null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        for (long rank = before == null ? end() - 1 : Math.min(end() - 1, rank(before)); rank >= 0; rank--) {
            long number = number(rank);
            Place place = number < 0 ? null : place(number);
            if (place != null && (before == null || place.compareTo(before) < 0)) {
                return place;
            }
        }
        return null;
    }
}
