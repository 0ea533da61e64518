package dev.sallyport.examples.desk;

import java.util.List;

/**
 * Which orders to cancel, and what is left to people and why.
 *
 * @param cancellations each order once
 * @param left one clause each, for people
 */
record CancellationPlan(List<Planned> cancellations, List<String> left) {

    /** One order to cancel. */
    record Planned(String orderId, CancelReason reason) {}

    CancellationPlan {
        cancellations = List.copyOf(cancellations);
        left = List.copyOf(left);
    }
}
