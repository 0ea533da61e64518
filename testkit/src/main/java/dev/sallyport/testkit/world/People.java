package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.datafaker.Faker;

/** Draws customers: no e-mail twice, and no name twice in a zip code unless a twin is asked for. */
final class People {

    static final List<Town> TOWNS = List.of(
            new Town("New York", "NY", "100"),
            new Town("Boston", "MA", "021"),
            new Town("Philadelphia", "PA", "191"),
            new Town("Washington", "DC", "200"),
            new Town("Charlotte", "NC", "282"),
            new Town("Jacksonville", "FL", "322"),
            new Town("Columbus", "OH", "432"),
            new Town("Indianapolis", "IN", "462"),
            new Town("Chicago", "IL", "606"),
            new Town("Fort Worth", "TX", "761"),
            new Town("Houston", "TX", "770"),
            new Town("San Antonio", "TX", "782"),
            new Town("Denver", "CO", "802"),
            new Town("Phoenix", "AZ", "850"),
            new Town("Los Angeles", "CA", "900"),
            new Town("San Diego", "CA", "921"),
            new Town("Seattle", "WA", "981"),
            new Town("Portland", "OR", "972"));

    private final Dice dice;
    private final Faker faker;
    private final Identifiers identifiers;
    private final Set<String> emails = new HashSet<>();
    private final Set<String> namesInZips = new HashSet<>();

    People(Dice dice) {
        this.dice = dice;
        this.faker = new Faker(Locale.US, dice.random());
        this.identifiers = new Identifiers(dice);
    }

    Customer draw() {
        while (true) {
            String first = faker.name().firstName();
            String last = faker.name().lastName();
            Address address = address();
            if (namesInZips.add(first + " " + last + " " + address.zip())) {
                return customer(first, last, address);
            }
        }
    }

    /** Somebody else of the same name in the same zip code. */
    Customer twinOf(Customer other) {
        Address near = other.address();
        Address address = new Address(street(), suite(), near.city(), near.state(), near.zip(), near.country());
        return customer(other.firstName(), other.lastName(), address);
    }

    Address address() {
        Town town = dice.oneOf(TOWNS);
        String zip = town.zipStart() + String.format(Locale.ROOT, "%02d", dice.below(100));
        return new Address(street(), suite(), town.name(), town.state(), zip, "USA");
    }

    private String street() {
        return (1 + dice.below(999)) + " " + faker.address().streetName();
    }

    private String suite() {
        return "Suite " + (100 + dice.below(900));
    }

    private Customer customer(String first, String last, Address address) {
        String id = identifiers.next(plain(first) + "_" + plain(last) + "_", 4, "");
        return new Customer(id, first, last, address, email(first, last), paymentMethods());
    }

    private String email(String first, String last) {
        while (true) {
            String email = plain(first) + "." + plain(last) + dice.digits(4) + "@example.com";
            if (emails.add(email)) {
                return email;
            }
        }
    }

    /** One that is not a gift card, so that any difference can be paid, and often a gift card besides. */
    private List<PaymentMethod> paymentMethods() {
        List<PaymentMethod> methods = new ArrayList<>();
        if (dice.chance(0.5)) {
            methods.add(
                    new PaymentMethod(identifiers.next("paypal_", 7, ""), PaymentMethod.Kind.PAYPAL, null, null, null));
        }
        if (methods.isEmpty() || dice.chance(0.4)) {
            methods.add(new PaymentMethod(
                    identifiers.next("credit_card_", 7, ""),
                    PaymentMethod.Kind.CREDIT_CARD,
                    dice.oneOf(List.of("visa", "mastercard", "amex")),
                    dice.digits(4),
                    null));
        }
        if (dice.chance(0.45)) {
            methods.add(new PaymentMethod(
                    identifiers.next("gift_card_", 7, ""),
                    PaymentMethod.Kind.GIFT_CARD,
                    null,
                    null,
                    BigDecimal.valueOf(dice.below(100))));
        }
        return methods;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    record Town(String name, String state, String zipStart) {}
}
