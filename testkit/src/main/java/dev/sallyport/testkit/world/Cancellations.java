package dev.sallyport.testkit.world;

import java.util.List;

/** Requests to cancel: meant and permitted, taken back, tied to a condition that fails, or against the policy. */
final class Cancellations {

    private static final String NO_LONGER_NEEDED = "no longer needed";
    private static final String BY_MISTAKE = "ordered by mistake";

    private Cancellations() {}

    static Answer byId(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        String id = scene.dice().chance(0.85) ? order.id() : order.id().substring(1);
        boolean mistake = scene.dice().chance(0.4);
        String reason = mistake
                ? scene.oneOf(
                        "You want to cancel order " + id + " because you ordered it by mistake.",
                        "You placed order " + id + " by mistake and want it cancelled.",
                        "You clicked the wrong button and ordered by mistake. You want to cancel the whole order " + id
                                + ".",
                        "You want to cancel your order " + id + ". If the agent asks for the reason, you say that you "
                                + "ordered it by mistake.")
                : scene.oneOf(
                        "You want to cancel order " + id + " because you no longer need it.",
                        "You no longer need what you ordered in " + id + " and want to cancel the order.",
                        "You want to cancel your order " + id + " since it is no longer needed.",
                        "Your plans have changed: you no longer need order " + id + " and want all of it cancelled.",
                        "You want to cancel order " + id
                                + ". If the agent asks for the reason, you no longer need it.");
        return new Answer(reason + mood(scene), List.of(Answer.cancel(order, mistake ? BY_MISTAKE : NO_LONGER_NEEDED)));
    }

    static Answer allPending(Scene scene) {
        boolean mistake = scene.dice().chance(0.3);
        String reason = mistake
                ? "You want to cancel all your pending orders. If asked for the reason, say you ordered them by mistake."
                : scene.oneOf(
                        "You want to cancel all pending orders since they are no longer needed.",
                        "You want to cancel every order of yours that is still pending, because you no longer need "
                                + "any of them. You do not remember the order numbers.");
        return new Answer(
                reason + mood(scene),
                scene.orders(OrderStatus.PENDING).stream()
                        .map(order -> Answer.cancel(order, mistake ? BY_MISTAKE : NO_LONGER_NEEDED))
                        .toList());
    }

    /** By what is in it, if no other order of the customer has such a thing; else by its id. */
    static Answer byProduct(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        for (OrderItem item : order.items()) {
            if (onlyThere(scene, item)) {
                return new Answer(
                        "You want to cancel the whole order that has " + Scene.name(item)
                                + " in it, because you no longer need any of it. You do not remember the order number.",
                        List.of(Answer.cancel(order, NO_LONGER_NEEDED)));
            }
        }
        return byId(scene);
    }

    static Answer andAsk(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        Order other = scene.order(OrderStatus.DELIVERED);
        return new Answer(
                "You want to cancel order " + order.id() + " because you no longer need it, and you want to know the "
                        + scene.oneOf("tracking number", "total price", "status") + " of your order " + other.id()
                        + ".",
                List.of(Answer.cancel(order, NO_LONGER_NEEDED)));
    }

    static Answer retracted(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        return Answer.nothing(scene.oneOf(
                "You want to cancel order " + order.id() + ", but if the agent asks you to confirm, you regret it and "
                        + "want to keep it.",
                "You want to cancel order " + order.id() + " because you no longer need it. When the agent lists the "
                        + "details and asks for a yes, you say that you have changed your mind: nothing shall be "
                        + "cancelled.",
                "You were going to cancel order " + order.id() + ", but by now you want to keep it after all. You only "
                        + "want to be sure that it has not been cancelled."));
    }

    static Answer oneItemOnly(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        OrderItem item = scene.dice().oneOf(order.items());
        return Answer.nothing(scene.oneOf(
                "You want to cancel " + Scene.name(item) + " in order " + order.id() + ", and nothing else in it. If "
                        + "that would mean to cancel the entire order, you want the agent not to do it.",
                "You want to remove " + Scene.name(item) + " from your pending order " + order.id() + ". You never "
                        + "want to cancel the entire order; if it is the only way, you keep everything."));
    }

    static Answer ifRefundedElsewhere(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        String elsewhere = scene.paidWithGiftCard(order) ? Scene.name(scene.accountOrCard()) : "a gift card";
        return Answer.nothing("You want to cancel order " + order.id() + " because you no longer need it, and to get "
                + "the money on " + elsewhere + ". If it cannot be refunded there, you want no cancellation at all.");
    }

    static Answer tooLate(Scene scene) {
        Order order = scene.order(scene.dice().chance(0.5) ? OrderStatus.PROCESSED : OrderStatus.DELIVERED);
        return Answer.nothing("You want to cancel order " + order.id() + " because you "
                + scene.oneOf("no longer need it", "ordered it by mistake") + ". "
                + scene.oneOf(
                        "If that is not possible, you leave it as it is and want to return nothing.",
                        "You insist on a cancellation; you do not want to return or exchange anything."));
    }

    static Answer forAnotherReason(Scene scene) {
        Order order = scene.order(OrderStatus.PENDING);
        return Answer.nothing("You want to cancel order " + order.id() + " because "
                + scene.oneOf(
                        "you found the same things cheaper in another shop",
                        "you do not like how long it takes",
                        "a friend told you that the quality is poor")
                + ". That is your only reason: you still need the things, you did not order them by mistake, and you "
                + "will not say so.");
    }

    private static boolean onlyThere(Scene scene, OrderItem item) {
        return scene.orders().stream()
                        .flatMap(order -> order.items().stream())
                        .filter(other -> other.productId().equals(item.productId()))
                        .count()
                == 1;
    }

    private static String mood(Scene scene) {
        return scene.oneOf(
                "",
                "",
                "",
                " You are in a hurry.",
                " You also want to know when you get your money back.",
                " You are brief.");
    }
}
