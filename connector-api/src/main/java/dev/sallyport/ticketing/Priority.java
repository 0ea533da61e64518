package dev.sallyport.ticketing;

/** How urgent a ticket is. */
public enum Priority {
    /** Can wait. */
    LOW,
    /** The usual. */
    NORMAL,
    /** Soon. */
    HIGH,
    /** Now. */
    URGENT
}
