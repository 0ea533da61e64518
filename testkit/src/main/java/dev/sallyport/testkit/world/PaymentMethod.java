package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A way in which a customer pays: brand and last four digits for cards, the balance for gift cards. */
public record PaymentMethod(
        String id,
        Kind kind,
        @Nullable String brand,
        @Nullable String lastFour,
        @Nullable BigDecimal balance) {

    /** What sort of payment method it is; {@link #OTHER} for a word in a file that this list lacks. */
    public enum Kind {
        PAYPAL,
        CREDIT_CARD,
        GIFT_CARD,
        OTHER
    }
}
