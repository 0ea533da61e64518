package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.Map;

/** One thing that can be bought: a product with its options chosen, at a price in US dollars. */
public record Variant(String itemId, Map<String, String> options, boolean available, BigDecimal price) {

    public Variant {
        options = Ordered.copy(options);
    }
}
