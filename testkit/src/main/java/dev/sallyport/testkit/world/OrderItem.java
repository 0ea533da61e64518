package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.Map;

/** A line of an order: what was bought, with which options, at which price in US dollars. */
public record OrderItem(String name, String productId, String itemId, BigDecimal price, Map<String, String> options) {

    public OrderItem {
        options = Ordered.copy(options);
    }
}
