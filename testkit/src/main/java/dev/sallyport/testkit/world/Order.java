package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** An order with an id such as {@code #W1234567}; its customer and its products are in the same world. */
public record Order(
        String id,
        String customerId,
        Address address,
        List<OrderItem> items,
        OrderStatus status,
        List<Fulfillment> fulfillments,
        List<Payment> payments) {

    public Order {
        items = List.copyOf(items);
        fulfillments = List.copyOf(fulfillments);
        payments = List.copyOf(payments);
    }

    /** The sum of the prices of its items, in US dollars. */
    public BigDecimal total() {
        return items.stream().map(OrderItem::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The id of the payment method that first paid for it, empty if nothing was paid. */
    public Optional<String> paidWith() {
        return payments.stream()
                .filter(payment -> payment.type() == Payment.Type.PAYMENT)
                .map(Payment::methodId)
                .findFirst();
    }
}
