package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.world.Timeline;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The records whose time of change is not the timeline's, in the order of those times. Immutable. */
public final class StrayChanges {
    /** None. */
    public static final StrayChanges NONE = new StrayChanges(Map.of());

    private final Map<Long, Instant> times;
    private final long[] numbers;

    public StrayChanges(Map<Long, Instant> times) {
        this.times = new HashMap<>(times);
        this.numbers = times.keySet().stream()
                .sorted(Comparator.<Long, Instant>comparing(times::get).thenComparing(Comparator.naturalOrder()))
                .mapToLong(Long::longValue)
                .toArray();
    }

    boolean hold(long number) {
        return !times.isEmpty() && times.containsKey(number);
    }

    long second(long number, Timeline timeline) {
        Instant time = times.get(number);
        return (time == null ? timeline.changed(number) : time).getEpochSecond();
    }

    /** Those changed from one moment up to, but without, the other; the earliest first. */
    long[] between(Instant since, Instant before) {
        int from = place(since);
        return Arrays.copyOfRange(numbers, from, Math.max(from, place(before)));
    }

    /** How many were changed before a moment. */
    private int place(Instant moment) {
        int low = 0;
        int high = numbers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            Instant time = times.getOrDefault(numbers[middle], Instant.MIN);
            if (time.isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
