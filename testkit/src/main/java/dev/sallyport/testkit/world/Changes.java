package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** Requests that change something else than by cancelling: returns, exchanges, other items, other addresses. */
final class Changes {

    private Changes() {}

    static Answer returnItems(Scene scene) {
        Order order = scene.order(OrderStatus.DELIVERED);
        List<OrderItem> items =
                scene.dice().some(1 + scene.dice().below(order.items().size()), order.items());
        String what = items.size() == order.items().size() ? "everything" : Scene.names(items);
        String reason = scene.oneOf(
                "You want to return " + what + " from your order " + order.id() + ".",
                "You received your order " + order.id() + " and are not happy with it. You want to return " + what
                        + ".");
        return new Answer(
                reason + " You want the refund to go to the payment method that you paid with.",
                List.of(Answer.returns(
                        order,
                        items.stream().map(OrderItem::itemId).toList(),
                        order.paidWith().orElseThrow())));
    }

    static Answer exchangeItem(Scene scene) {
        Order order = scene.order(OrderStatus.DELIVERED);
        OrderItem item = scene.dice().oneOf(order.items());
        Variant variant = scene.another(item);
        PaymentMethod method = scene.accountOrCard();
        String reason = scene.oneOf(
                "You received your order " + order.id() + " and wish to exchange " + Scene.name(item) + " for one with "
                        + Scene.options(variant.options()) + ".",
                "For " + order.id() + ", you want to exchange " + Scene.name(item) + " ("
                        + Scene.options(item.options()) + ") to one with the following attributes: "
                        + Scene.options(variant.options()) + ".");
        return new Answer(
                reason + " You want to use " + Scene.name(method) + " for any difference in price.",
                List.of(Answer.swap("exchange_delivered_order_items", order, item, variant, method)));
    }

    static Answer pendingItem(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        OrderItem item = scene.dice().oneOf(order.items());
        Variant variant = scene.another(item);
        PaymentMethod method = scene.accountOrCard();
        return new Answer(
                "You want to change " + Scene.name(item) + " in your pending order " + order.id() + " to one with "
                        + Scene.options(variant.options()) + ", and nothing else. You want to use " + Scene.name(method)
                        + " for any difference in price.",
                List.of(Answer.swap("modify_pending_order_items", order, item, variant, method)));
    }

    static Answer address(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        Address address = scene.people().address();
        List<GoldAction> writes = new ArrayList<>();
        writes.add(Answer.address("modify_pending_order_address", "order_id", order.id(), address));
        String reason = scene.oneOf(
                "You have moved and want order " + order.id() + " to be sent to your new home: ",
                "You typed the wrong address for order " + order.id() + ". It should go to ");
        String rest = ".";
        if (scene.dice().chance(0.4)) {
            rest = ". You want the same address as your default address, too.";
            writes.add(Answer.address(
                    "modify_user_address", "user_id", scene.customer().id(), address));
        }
        return new Answer(reason + Scene.text(address) + rest, writes);
    }
}
