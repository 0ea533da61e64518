package dev.sallyport.examples.desk;

/** The two reasons for which the shop cancels an order. */
public enum CancelReason {
    NO_LONGER_NEEDED("no longer needed"),
    ORDERED_BY_MISTAKE("ordered by mistake");

    private final String words;

    CancelReason(String words) {
        this.words = words;
    }

    /** The reason in the policy's own words. */
    public String words() {
        return words;
    }
}
