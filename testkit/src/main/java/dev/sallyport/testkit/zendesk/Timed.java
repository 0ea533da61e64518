package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.world.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of the second in which they were changed. No two share one.
 *
 * @param firstId the id of number 0
 * @param size how many there are
 */
record Timed(Timeline timeline, long firstId, long size) implements Sequence {
    private @Nullable Place place(long rank) {
        long number = timeline.changedAt(rank);
        return number < 0 ? null : new Place(timeline.changed(number).getEpochSecond(), firstId + number);
    }

    /** The first rank that stands after this place, or at it. */
    private long rank(Place place) {
        return timeline.firstChange(Instant.ofEpochSecond(place.order()));
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        for (long rank = after == null ? 0 : rank(after); rank < timeline.endOfChanges(); rank++) {
            Place place = place(rank);
            if (place != null && (after == null || place.compareTo(after) > 0)) {
                return place;
            }
        }
        return null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        long last = timeline.endOfChanges() - 1;
        for (long rank = before == null ? last : Math.min(last, rank(before)); rank >= 0; rank--) {
            Place place = place(rank);
            if (place != null && (before == null || place.compareTo(before) < 0)) {
                return place;
            }
        }
        return null;
    }
}
