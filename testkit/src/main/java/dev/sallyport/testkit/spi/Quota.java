package dev.sallyport.testkit.spi;

/**
 * One limit of a vendor. It counts per key: one account, token, endpoint or record each has its own count.
 *
 * @param name the pack's name for it, unique within the pack
 * @param limit how much fits into the window, 0 or more; 0 refuses everything
 * @param window over what it counts
 */
public record Quota(String name, long limit, Window window) {
    /** Checks the limit. */
    public Quota {
        if (limit < 0) {
            throw new IllegalArgumentException("limit of quota " + name + " must be 0 or more, not " + limit);
        }
    }
}
