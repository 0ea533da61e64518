package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a customer says in a situation, and the answer that the shop's policy gives to it. */
final class RequestWriter {

    private final Dice dice;
    private final People people;
    private final OrderBook book;
    private final Map<String, Product> products;
    private final List<Order> others;

    RequestWriter(Dice dice, People people, OrderBook book, List<Product> products, List<Order> others) {
        this.dice = dice;
        this.people = people;
        this.book = book;
        this.products = Ordered.by(Product::id, products);
        this.others = others;
    }

    Draft write(Situation situation, Customer customer) {
        Scene scene = new Scene(customer, book.of(customer), products, people, dice.oneOf(others), dice);
        return switch (situation) {
            case UNKNOWN_CUSTOMER -> stranger(scene);
            case AMBIGUOUS_NAME -> namesake(scene);
            case CANCEL_BY_ID -> introduced(scene, Cancellations.byId(scene));
            case CANCEL_ALL_PENDING -> introduced(scene, Cancellations.allPending(scene));
            case CANCEL_BY_PRODUCT -> introduced(scene, Cancellations.byProduct(scene));
            case CANCEL_AND_ASK -> introduced(scene, Cancellations.andAsk(scene));
            case CANCEL_RETRACTED -> introduced(scene, Cancellations.retracted(scene));
            case CANCEL_ONE_ITEM_ONLY -> introduced(scene, Cancellations.oneItemOnly(scene));
            case CANCEL_IF_REFUNDED_ELSEWHERE -> introduced(scene, Cancellations.ifRefundedElsewhere(scene));
            case CANCEL_TOO_LATE -> introduced(scene, Cancellations.tooLate(scene));
            case CANCEL_FOR_ANOTHER_REASON -> introduced(scene, Cancellations.forAnotherReason(scene));
            case RETURN_ITEMS -> introduced(scene, Changes.returnItems(scene));
            case EXCHANGE_ITEM -> introduced(scene, Changes.exchangeItem(scene));
            case CHANGE_PENDING_ITEM -> introduced(scene, Changes.pendingItem(scene));
            case CHANGE_ADDRESS -> introduced(scene, Changes.address(scene));
            case QUESTION -> introduced(scene, question(scene));
            case WRONG_ORDER_ID -> introduced(scene, wrongOrderId());
            case ORDER_OF_SOMEBODY_ELSE -> introduced(scene, orderOfSomebodyElse(scene));
        };
    }

    private static Answer question(Scene scene) {
        Order order = scene.order(OrderStatus.DELIVERED);
        OrderItem item = scene.dice().oneOf(order.items());
        return Answer.nothing(scene.oneOf(
                "You want to know the tracking number of your order " + order.id() + ".",
                "You want to know how much you paid for order " + order.id() + " in total.",
                "You want to know the status of your order " + order.id() + " and which address it was sent to.",
                "You want to know exactly how many " + item.name().toLowerCase(Locale.ROOT)
                        + " options are available in the online store right now.",
                "You want to know whether " + Scene.name(item) + " of order " + order.id() + " can be returned, but "
                        + "you are not sure yet, so the agent shall not process anything."));
    }

    private Answer wrongOrderId() {
        return Answer.nothing("You want to cancel order " + book.unusedId() + " because you no longer need it. That is "
                + "the number in your notes and you will name no other. If the agent cannot find it, you will look for "
                + "your papers and call again.");
    }

    private static Answer orderOfSomebodyElse(Scene scene) {
        return Answer.nothing("You want to cancel order " + scene.foreign().id() + " because it "
                + scene.oneOf(
                        "was ordered by mistake. It is your neighbour's, who asked you to do it for them.",
                        "is no longer needed. You insist that it is yours.",
                        "is no longer needed. You have this one number and no other."));
    }

    private Draft stranger(Scene scene) {
        Customer stranger = people.draw();
        return new Draft(
                "You want to cancel order " + scene.foreign().id() + " because you no longer need it.",
                "You name is " + stranger.fullName() + " and your email is " + stranger.email() + ".",
                List.of());
    }

    private static Draft namesake(Scene scene) {
        Customer customer = scene.customer();
        return new Draft(
                "You want to cancel your pending order because you no longer need it. You remember neither the order "
                        + "number nor your email address nor your street.",
                "You are " + customer.fullName() + " in zipcode "
                        + customer.address().zip() + ".",
                List.of());
    }

    /** The customer says who they are in one of the usual ways; the look-up that finds them is part of the answer. */
    private Draft introduced(Scene scene, Answer answer) {
        Customer customer = scene.customer();
        Address home = customer.address();
        boolean byEmail = dice.chance(0.45);
        String known = byEmail
                ? scene.oneOf(
                        "You name is " + customer.fullName() + " and your email is " + customer.email() + ".",
                        "Your name is " + customer.fullName() + ", and you live in " + home.zip() + ", your email is "
                                + customer.email() + ".",
                        "You are " + customer.id() + " (" + customer.email() + ").")
                : scene.oneOf(
                        "You are " + customer.fullName() + " in zipcode " + home.zip() + ".",
                        "You name is " + customer.fullName() + " and your zip code is " + home.zip() + ".",
                        "You are " + customer.fullName() + ", and you live in " + home.city() + ", " + home.state()
                                + ", " + home.zip() + ".",
                        "You are " + customer.fullName() + ", residing in " + home.city() + " " + home.zip() + ".");
        List<GoldAction> actions = new ArrayList<>();
        actions.add(
                byEmail
                        ? Answer.action("find_user_id_by_email", "email", customer.email())
                        : Answer.action(
                                "find_user_id_by_name_zip",
                                "first_name",
                                customer.firstName(),
                                "last_name",
                                customer.lastName(),
                                "zip",
                                home.zip()));
        actions.addAll(answer.writes());
        return new Draft(answer.reason(), known, actions);
    }

    /** A request without an id, and its answer. */
    record Draft(String reason, String known, List<GoldAction> actions) {}
}
