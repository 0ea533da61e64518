package dev.sallyport.testkit.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a customer says and the writes that answer it: none where the answer is to change nothing. */
record Answer(String reason, List<GoldAction> writes) {

    static Answer nothing(String reason) {
        return new Answer(reason, List.of());
    }

    static GoldAction cancel(Order order, String reason) {
        return action("cancel_pending_order", "order_id", order.id(), "reason", reason);
    }

    static GoldAction returns(Order order, List<String> itemIds, String method) {
        return action(
                "return_delivered_order_items",
                "order_id",
                order.id(),
                "item_ids",
                itemIds,
                "payment_method_id",
                method);
    }

    /** An exchange of a delivered item or a change of a pending one: the arguments are the same. */
    static GoldAction swap(String name, Order order, OrderItem item, Variant variant, PaymentMethod method) {
        return action(
                name,
                "order_id",
                order.id(),
                "item_ids",
                List.of(item.itemId()),
                "new_item_ids",
                List.of(variant.itemId()),
                "payment_method_id",
                method.id());
    }

    /** A change of address: of the order or of the customer whose id it is. */
    static GoldAction address(String name, String idName, String id, Address address) {
        return action(
                name,
                idName,
                id,
                "address1",
                address.line1(),
                "address2",
                address.line2(),
                "city",
                address.city(),
                "state",
                address.state(),
                "country",
                address.country(),
                "zip",
                address.zip());
    }

    static GoldAction action(String name, Object... namesAndValues) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return new GoldAction(name, arguments);
    }
}
