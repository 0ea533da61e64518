package dev.sallyport.examples.desk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds which of a customer's orders a text is about. */
final class MeantOrders {
    private static final Pattern PENDING = Wording.ignoringCase("\\bpending\\b");
    private static final Pattern ANY = Wording.ignoringCase("\\b(?:all|every|any) (?:[\\w']+ ){0,2}orders?\\b"
            + "|\\b(?:another|other) orders?\\b|\\b(?:everything|all things)\\b");

    private MeantOrders() {}

    /**
     * The orders named, else those whose pieces are named or that are pending where the text says so, else all;
     * all too where the text speaks of others that it does not name.
     */
    static List<DeskOrder> of(List<String> named, String text, List<DeskOrder> orders, List<String> cancelled) {
        if (ANY.matcher(text).find() && !PENDING.matcher(text).find()) {
            return orders;
        }
        boolean pending = PENDING.matcher(text).find();
        Set<DeskOrder> meant = new LinkedHashSet<>();
        orders.stream().filter(order -> named.contains(order.id())).forEach(meant::add);
        orders.stream()
                .filter(order -> cancelled.contains(order.id())
                        || (pending && order.isPending())
                        || order.items().stream().anyMatch(item -> ItemMatcher.isMentioned(item, text)))
                .forEach(meant::add);
        return meant.isEmpty() ? orders : List.copyOf(meant);
    }
}
