package dev.sallyport.testkit.world;

import java.util.Arrays;
import java.util.Optional;

/** Where an order stands. Only a {@link #PENDING} one may be cancelled, only a {@link #DELIVERED} one returned. */
public enum OrderStatus {
    PENDING("pending"),
    PENDING_ITEMS_MODIFIED("pending (items modified)"),
    PROCESSED("processed"),
    DELIVERED("delivered"),
    CANCELLED("cancelled"),
    RETURN_REQUESTED("return requested"),
    EXCHANGE_REQUESTED("exchange requested");

    private final String text;

    OrderStatus(String text) {
        this.text = text;
    }

    /** The word that the shop's files use for it. */
    public String text() {
        return text;
    }

    /** The status that the shop's files write as this word, empty if there is none such. */
    public static Optional<OrderStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equals(text))
                .findFirst();
    }
}
