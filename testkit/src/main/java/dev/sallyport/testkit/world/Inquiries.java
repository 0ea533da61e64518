package dev.sallyport.testkit.world;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes what customers wrote. */
final class Inquiries {
    private static final List<List<String>> MATTERS = List.of(
            List.of(
                    "Where is my order?",
                    "I ordered two weeks ago and nothing has come. Can you find out where it is?",
                    "delivery"),
            List.of("Refund", "I sent the goods back and still wait for my money.", "refund"),
            List.of("Wrong size", "Please exchange what I got for the next size.", "exchange"),
            List.of("New address", "We have moved. Please change the address for what is on its way.", "address"),
            List.of("Invoice", "I need the invoice once more, with the company's name on it.", "invoice"),
            List.of("Cannot sign in", "The link in your mail does not work any more.", "account"),
            List.of("Broken on arrival", "The parcel was wet and the lamp in it is broken.", "damage"));

    private static final List<String> TAGS =
            MATTERS.stream().map(matter -> matter.get(2)).toList();

    private Inquiries() {}

    static Inquiry write(Population population, long number, long bits) {
        List<String> matter = MATTERS.get(population.matterOf(number));
        Inquiry.Status status = population.statusOf(number);
        long customer = population.writerOf(number);
        Customer writer = population.customer(customer);
        return new Inquiry(
                matter.get(0) + " (#W" + (Population.FIRST_ORDER + number) + ")",
                matter.get(1) + "\n\n" + writer.fullName() + ", "
                        + writer.address().zip(),
                customer,
                status,
                priority(bits),
                population.clerkOf(number),
                List.of(matter.get(2)));
    }

    static int priority(long bits) {
        return (int) (bits / 10_000 % 4);
    }

    /** In the order of the matters, one of each. */
    static List<String> tags() {
        return TAGS;
    }

    static int matters() {
        return MATTERS.size();
    }

    /** The matters whose words are as wanted. */
    static List<Integer> about(Predicate<String> words) {
        return IntStream.range(0, MATTERS.size())
                .filter(place -> words.test(
                        MATTERS.get(place).get(0) + " \n " + MATTERS.get(place).get(1)))
                .boxed()
                .toList();
    }
}
