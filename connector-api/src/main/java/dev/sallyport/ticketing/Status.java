package dev.sallyport.ticketing;

/**
 * A status as the system names it, with what it means everywhere.
 *
 * @param name the system's own name, such as {@code hold}
 * @param category what it means
 */
public record Status(String name, Category category) {
    /** What a status means in every system. */
    public enum Category {
        /** Nobody has begun. */
        NEW,
        /** Somebody works on it. */
        OPEN,
        /** It waits for the requester or for a third party. */
        WAITING,
        /** It is done; it may be opened again. */
        SOLVED,
        /** It is done for good. */
        CLOSED
    }
}
