package dev.sallyport.examples.desk;

import java.util.List;

/**
 * An order as the shop's database holds it.
 *
 * @param id with its sign, such as {@code #W2378156}
 * @param status in the shop's word, such as {@code pending}
 */
public record DeskOrder(String id, String customerNumber, String status, List<OrderedItem> items) {

    /** The status of an order that may still be cancelled; no other does. */
    public static final String PENDING = "pending";

    public DeskOrder {
        items = List.copyOf(items);
    }

    boolean isPending() {
        return status.equals(PENDING);
    }
}
