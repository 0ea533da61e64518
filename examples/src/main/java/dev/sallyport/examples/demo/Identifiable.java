package dev.sallyport.examples.demo;

import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a request's text names a clean customer beyond doubt; reads the text in its own way, not the agent's. */
final class Identifiable {
    private Identifiable() {}

    /** Whether exactly one customer fits, and that one is clean in the CRM. */
    static boolean in(MessyWorld messy, Request request) {
        return named(messy.world(), request).filter(messy::clean).isPresent();
    }

    /** The one customer who fits. */
    static Optional<String> named(World world, Request request) {
        String text = (request.reason() + "\n" + request.known()).toLowerCase(Locale.ROOT);
        List<Customer> fitting = world.customers().stream()
                .filter(customer -> fits(text, customer))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0).id()) : Optional.empty();
    }

    private static boolean fits(String text, Customer customer) {
        return names(text, customer.email().toLowerCase(Locale.ROOT))
                || (names(text, customer.address().zip())
                        && (names(text, customer.fullName().toLowerCase(Locale.ROOT)) || names(text, customer.id())));
    }

    private static boolean names(String text, String part) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(part) + "(?![\\w@])")
                .matcher(text)
                .find();
    }
}
