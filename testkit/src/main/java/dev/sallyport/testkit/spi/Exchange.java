package dev.sallyport.testkit.spi;

import java.time.Instant;
import java.util.Set;

/** What a pack may know and report while it handles one request; valid only until {@code handle} returns. */
public interface Exchange {
    /** The fake's time at this step; the only time a pack may put into state or replies. */
    Instant now();

    /** The id of the HTTP request, unique within the fake since its last reset; good as the vendor's request id. */
    String requestId();

    /** The root URL of the fake without a slash at the end, for links and {@code instance_url}s. */
    String baseUrl();

    /** The fake's seed; the only source of chance for a pack. */
    long seed();

    /** How the pack itself classified the request. */
    Classification classification();

    /** Who is calling, as the pack's own {@link VendorPack#admit} said. */
    String actor();

    /**
     * Which items of this batch are to fail, by their places from 0: some of them if the fault befell it, none otherwise. A
     * pack that calls its requests batches must leave these undone and say so in the vendor's words for a passing failure.
     */
    default Set<Integer> failedItems() {
        return Set.of();
    }

    /** Where committed effects are reported. */
    Effects effects();
}
