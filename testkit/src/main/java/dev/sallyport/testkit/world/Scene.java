package dev.sallyport.testkit.world;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the writer of a request sees: one customer, their orders, the shop, an order of somebody else, the dice. */
record Scene(
        Customer customer, List<Order> orders, Map<String, Product> products, People people, Order foreign, Dice dice) {

    /** The order in this status that was placed for the request: two items at least. */
    Order order(OrderStatus status) {
        return orders(status).get(0);
    }

    List<Order> orders(OrderStatus status) {
        return orders.stream().filter(order -> order.status() == status).toList();
    }

    String oneOf(String... phrasings) {
        return dice.oneOf(List.of(phrasings));
    }

    /** An available variant of the item's product other than the item itself. */
    Variant another(OrderItem item) {
        Product product = products.get(item.productId());
        if (product == null) {
            throw new IllegalStateException("Every item's product is in the catalogue");
        }
        return dice.oneOf(product.variants().stream()
                .filter(variant -> variant.available() && !variant.itemId().equals(item.itemId()))
                .toList());
    }

    /** A payment method that covers any difference: not a gift card. */
    PaymentMethod accountOrCard() {
        return dice.oneOf(customer.paymentMethods().stream()
                .filter(method -> method.kind() != PaymentMethod.Kind.GIFT_CARD)
                .toList());
    }

    /** Whether an order was paid with a gift card. */
    boolean paidWithGiftCard(Order order) {
        return order.paidWith()
                .flatMap(customer::paymentMethod)
                .filter(method -> method.kind() == PaymentMethod.Kind.GIFT_CARD)
                .isPresent();
    }

    static String name(PaymentMethod method) {
        return method.kind() == PaymentMethod.Kind.PAYPAL
                ? "your PayPal account"
                : "your credit card ending in " + method.lastFour();
    }

    static String name(OrderItem item) {
        return "the " + item.name().toLowerCase(Locale.ROOT);
    }

    static String names(List<OrderItem> items) {
        List<String> names = items.stream().map(Scene::name).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    static String options(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }

    static String text(Address address) {
        return address.line1() + ", " + address.line2() + ", " + address.city() + ", " + address.state() + ", "
                + address.zip();
    }
}
