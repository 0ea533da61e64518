package dev.sallyport.testkit.spi;

import org.jspecify.annotations.Nullable;

/**
 * What only the vendor's pack can tell of one request and its reply, for the journal. Immutable; holds no payload.
 *
 * @param conditional whether the vendor was asked to refuse if the record had changed meanwhile
 * @param passing whether this refusal may go away by itself, though its status looks final
 * @param page the page that was answered; null if it was none
 * @param failedItems how many items of a batch failed in a reply that succeeded as a whole
 * @param job the vendor's id of the job that was started or asked after; null for none
 */
public record Traits(
        boolean conditional,
        boolean passing,
        @Nullable Page page,
        int failedItems,
        @Nullable String job) {
    private static final Traits NONE = new Traits(false, false, null, 0, null);

    /**
     * One page of a list.
     *
     * @param walk what all pages of one reading through a list have in common; no payload
     * @param asked how many items the client asked for; 0 if it left that to the vendor
     * @param first whether it is the first page
     * @param more whether the vendor said that there is more
     */
    public record Page(String walk, int asked, boolean first, boolean more) {}

    /** Nothing to tell. */
    public static Traits none() {
        return NONE;
    }

    /** The same, asked under a condition. */
    public Traits withCondition() {
        return new Traits(true, passing, page, failedItems, job);
    }

    /** The same, with a refusal that may pass. */
    public Traits withPassingRefusal() {
        return new Traits(conditional, true, page, failedItems, job);
    }

    /** The same, as a page. */
    public Traits with(Page answered) {
        return new Traits(conditional, passing, answered, failedItems, job);
    }

    /** The same, with items that failed. */
    public Traits withFailedItems(int count) {
        return new Traits(conditional, passing, page, count, job);
    }

    /** The same, about a job. */
    public Traits withJob(String id) {
        return new Traits(conditional, passing, page, failedItems, id);
    }
}
