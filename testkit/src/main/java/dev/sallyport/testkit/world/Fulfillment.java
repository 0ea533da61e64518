package dev.sallyport.testkit.world;

import java.util.List;

/** A shipment: its tracking ids and the items that it carries. */
public record Fulfillment(List<String> trackingIds, List<String> itemIds) {

    public Fulfillment {
        trackingIds = List.copyOf(trackingIds);
        itemIds = List.copyOf(itemIds);
    }
}
