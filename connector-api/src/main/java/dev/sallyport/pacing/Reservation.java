package dev.sallyport.pacing;

import java.time.Instant;
import java.util.List;

/** What a quota store answers: units taken, or none and when to come again. */
public sealed interface Reservation {
    /**
     * All draws are taken, once for each permit.
     *
     * @param permits at least one
     */
    record Taken(List<Permit> permits) implements Reservation {
        public Taken {
            permits = List.copyOf(permits);
        }

        /** One permit. */
        public Taken(Permit permit) {
            this(List.of(permit));
        }
    }

    /**
     * Nothing is taken.
     *
     * @param until when it could succeed
     * @param limit the limit that stands in the way
     */
    record Wait(Instant until, String limit) implements Reservation {}
}
