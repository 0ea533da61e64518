package dev.sallyport.examples.desk;

import java.util.Map;

/** One piece of an order: the product's name ("Desk Lamp") and the options chosen ("color": "black"). */
public record OrderedItem(String name, Map<String, String> options) {
    public OrderedItem {
        options = Map.copyOf(options);
    }
}
