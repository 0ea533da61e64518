package dev.sallyport.examples.demo;

import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.GoldAction;
import dev.sallyport.testkit.world.Order;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.util.Map;
import java.util.Optional;

/** Whom a request is about: read from its gold actions, or, where they name nobody, from its text. For scoring only. */
final class GoldCustomer {
    private GoldCustomer() {}

    /** The customer's id; empty if nobody is meant. */
    static Optional<String> of(World world, Request request) {
        return world.gold(request.id()).actions().stream()
                .map(action -> customer(world, action))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Identifiable.named(world, request));
    }

    private static Optional<String> customer(World world, GoldAction action) {
        Map<String, Object> arguments = action.arguments();
        if (arguments.containsKey("user_id")) {
            return world.customer(text(arguments, "user_id")).map(Customer::id);
        }
        if (arguments.containsKey("email")) {
            return world.customers().stream()
                    .filter(customer -> customer.email().equalsIgnoreCase(text(arguments, "email")))
                    .findFirst()
                    .map(Customer::id);
        }
        if (arguments.containsKey("zip") && arguments.containsKey("last_name")) {
            return world.customers().stream()
                    .filter(customer -> customer.address().zip().equals(text(arguments, "zip")))
                    .filter(customer -> customer.lastName().equalsIgnoreCase(text(arguments, "last_name")))
                    .filter(customer -> customer.firstName().equalsIgnoreCase(text(arguments, "first_name")))
                    .findFirst()
                    .map(Customer::id);
        }
        return arguments.containsKey("order_id")
                ? world.order(text(arguments, "order_id")).map(Order::customerId)
                : Optional.empty();
    }

    private static String text(Map<String, Object> arguments, String name) {
        return String.valueOf(arguments.get(name));
    }
}
