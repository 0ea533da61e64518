package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places orders for customers: distinct products, the total paid, a shipment once it is on its way. */
final class OrderBook {

    private static final int MOST_ITEMS = 4;

    private final Dice dice;
    private final People people;
    private final List<Product> products;
    private final Identifiers identifiers;
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, List<Order>> byCustomer = new LinkedHashMap<>();

    OrderBook(Dice dice, People people, List<Product> products) {
        this.dice = dice;
        this.people = people;
        this.products = products;
        this.identifiers = new Identifiers(dice);
    }

    List<Order> orders() {
        return orders;
    }

    /** The orders of a customer, those first that were placed first. */
    List<Order> of(Customer customer) {
        return byCustomer.getOrDefault(customer.id(), List.of());
    }

    /** An id that no order has and none will get. */
    String unusedId() {
        return identifiers.next("#W", 7, "");
    }

    void placeAny(Customer customer) {
        int draw = dice.below(100);
        OrderStatus status = draw < 42
                ? OrderStatus.PENDING
                : draw < 79 ? OrderStatus.DELIVERED : draw < 90 ? OrderStatus.PROCESSED : OrderStatus.CANCELLED;
        place(customer, status, 1);
    }

    void place(Customer customer, OrderStatus status, int fewestItems) {
        int count = fewestItems + dice.below(MOST_ITEMS - fewestItems + 1);
        List<OrderItem> items =
                dice.some(count, products).stream().map(this::item).toList();
        String method = dice.oneOf(customer.paymentMethods()).id();
        Address address = dice.chance(0.85) ? customer.address() : people.address();
        Order bare =
                new Order(identifiers.next("#W", 7, ""), customer.id(), address, items, status, List.of(), List.of());
        Order order = new Order(
                bare.id(), bare.customerId(), address, items, status, fulfillments(bare), payments(bare, method));
        orders.add(order);
        byCustomer.computeIfAbsent(customer.id(), id -> new ArrayList<>()).add(order);
    }

    private OrderItem item(Product product) {
        Variant variant = dice.oneOf(product.variants());
        return new OrderItem(product.name(), product.id(), variant.itemId(), variant.price(), variant.options());
    }

    private List<Fulfillment> fulfillments(Order order) {
        return switch (order.status()) {
            case PENDING, PENDING_ITEMS_MODIFIED, CANCELLED -> List.of();
            case PROCESSED, DELIVERED, RETURN_REQUESTED, EXCHANGE_REQUESTED ->
                List.of(new Fulfillment(
                        List.of(identifiers.next("", 12, "")),
                        order.items().stream().map(OrderItem::itemId).toList()));
        };
    }

    private static List<Payment> payments(Order order, String method) {
        Payment paid = new Payment(Payment.Type.PAYMENT, order.total(), method);
        return order.status() == OrderStatus.CANCELLED
                ? List.of(paid, new Payment(Payment.Type.REFUND, order.total(), method))
                : List.of(paid);
    }
}
