package dev.sallyport.pacing;

import java.time.Instant;

/** What a quota store answers: all units taken, or none and when to come again. */
public sealed interface Reservation {
    /** All units are taken. */
    record Taken() implements Reservation {}

    /**
     * Nothing is taken.
     *
     * @param until when it could succeed
     * @param limit the limit that stands in the way
     */
    record Wait(Instant until, String limit) implements Reservation {}
}
