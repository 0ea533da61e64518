package dev.sallyport.testkit.world;

import java.util.List;
import java.util.Optional;

/** A type of product, such as a desk lamp, with the variants in which it is sold. */
public record Product(String id, String name, List<Variant> variants) {

    public Product {
        variants = List.copyOf(variants);
    }

    /** The variant with this item id, empty if the product has none such. */
    public Optional<Variant> variant(String itemId) {
        return variants.stream()
                .filter(variant -> variant.itemId().equals(itemId))
                .findFirst();
    }
}
