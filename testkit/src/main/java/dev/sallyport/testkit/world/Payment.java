package dev.sallyport.testkit.world;

import java.math.BigDecimal;

/** Money that moved for an order, to the shop or back; the amount is positive either way. */
public record Payment(Type type, BigDecimal amount, String methodId) {

    /** Which way the money went. */
    public enum Type {
        PAYMENT,
        REFUND
    }
}
