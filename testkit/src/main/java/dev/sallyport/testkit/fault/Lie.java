package dev.sallyport.testkit.fault;

/** The ways in which headers about limits lie. */
public enum Lie {
    /** Nothing seems to be used. */
    TOO_HIGH,
    /** Only a tenth of what is left seems to be. */
    TOO_LOW,
    /** Everything seems to be used, forever. */
    ZERO,
    /** What was true at the first request is said of all. */
    STALE,
    /** The vendor's clock is an hour ahead: {@code Date} and whatever tells a time. */
    CLOCK_AHEAD,
    /** The vendor's clock is an hour behind. */
    CLOCK_BEHIND,
    /** Text that means nothing in place of numbers and times. */
    GARBAGE,
    /** Nothing is said at all. */
    MISSING,
    /** {@code Retry-After} asks for a hundred years. */
    RETRY_AFTER_ABSURD,
    /** {@code Retry-After} says 0, though nothing is free yet. */
    RETRY_AFTER_ZERO,
    /** {@code Retry-After} is a negative number. */
    RETRY_AFTER_NEGATIVE
}
