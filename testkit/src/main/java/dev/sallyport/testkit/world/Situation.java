package dev.sallyport.testkit.world;

import java.util.List;

/** What a generated customer is up to; the first four are plain, meant and permitted cancellations. */
enum Situation {
    CANCEL_BY_ID(24, OrderStatus.PENDING),
    CANCEL_ALL_PENDING(5, OrderStatus.PENDING, OrderStatus.PENDING),
    CANCEL_BY_PRODUCT(3, OrderStatus.PENDING),
    CANCEL_AND_ASK(3, OrderStatus.PENDING, OrderStatus.DELIVERED),
    CANCEL_RETRACTED(5, OrderStatus.PENDING),
    CANCEL_ONE_ITEM_ONLY(4, OrderStatus.PENDING),
    CANCEL_IF_REFUNDED_ELSEWHERE(3, OrderStatus.PENDING),
    CANCEL_TOO_LATE(5, OrderStatus.PROCESSED, OrderStatus.DELIVERED),
    CANCEL_FOR_ANOTHER_REASON(3, OrderStatus.PENDING),
    RETURN_ITEMS(10, OrderStatus.DELIVERED),
    EXCHANGE_ITEM(9, OrderStatus.DELIVERED),
    CHANGE_PENDING_ITEM(4, OrderStatus.PENDING),
    CHANGE_ADDRESS(6, OrderStatus.PENDING),
    QUESTION(6, OrderStatus.DELIVERED),
    WRONG_ORDER_ID(3),
    ORDER_OF_SOMEBODY_ELSE(3),
    UNKNOWN_CUSTOMER(2),
    AMBIGUOUS_NAME(2, OrderStatus.PENDING);

    private static final int ALL =
            List.of(values()).stream().mapToInt(one -> one.weight).sum();

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<OrderStatus> orders;

    Situation(int weight, OrderStatus... orders) {
        this.weight = weight;
        this.orders = List.of(orders);
    }

    /** The orders that the customer must have for it. */
    List<OrderStatus> orders() {
        return orders;
    }

    static Situation draw(Dice dice) {
        int left = dice.below(ALL);
        for (Situation one : values()) {
            left -= one.weight;
            if (left < 0) {
                return one;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }
}
