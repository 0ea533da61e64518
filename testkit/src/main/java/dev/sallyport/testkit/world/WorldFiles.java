package dev.sallyport.testkit.world;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a world from {@code db.json}; the requests come from {@link TaskFile}. */
final class WorldFiles {

    private final Path directory;
    private final long maximumBytes;
    private final Map<String, Customer> customers = new LinkedHashMap<>();
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();

    WorldFiles(Path directory, long maximumBytes) {
        this.directory = directory;
        this.maximumBytes = maximumBytes;
    }

    World load() {
        if (!Files.isDirectory(directory)) {
            throw new WorldFormatException(
                    directory.toString(),
                    "",
                    "there is no such directory; name one that holds db.json and tasks.json",
                    null);
        }
        Place database = JsonFile.read(directory.resolve("db.json"), maximumBytes);
        database.member("products").entries().forEach((id, place) -> products.put(id, product(id, place)));
        Map<String, Place> users = database.member("users").entries();
        users.forEach((id, place) -> customers.put(id, customer(id, place)));
        database.member("orders").entries().forEach((id, place) -> orders.put(id, order(id, place)));
        users.forEach((id, place) -> place.elements("orders").forEach(order -> checkOwner(id, order)));
        TaskFile tasks = TaskFile.read(JsonFile.read(directory.resolve("tasks.json"), maximumBytes));
        return new World(customers.values(), products.values(), orders.values(), tasks.requests(), tasks.gold());
    }

    private static Product product(String id, Place place) {
        checkKey(id, place, "product_id");
        List<Variant> variants = new ArrayList<>();
        place.member("variants").entries().forEach((itemId, variant) -> {
            checkKey(itemId, variant, "item_id");
            variants.add(new Variant(
                    itemId,
                    variant.maybe("options").map(Place::textMap).orElse(Map.of()),
                    variant.maybe("available").map(Place::asFlag).orElse(true),
                    variant.member("price").asAmount()));
        });
        return new Product(id, place.text("name"), variants);
    }

    private static Customer customer(String id, Place place) {
        checkKey(id, place, "user_id");
        Place name = place.member("name");
        List<PaymentMethod> methods = new ArrayList<>();
        place.maybe("payment_methods")
                .ifPresent(list -> list.entries().forEach((key, method) -> methods.add(paymentMethod(key, method))));
        return new Customer(
                id,
                name.text("first_name"),
                name.text("last_name"),
                address(place.member("address")),
                place.text("email"),
                methods);
    }

    private static PaymentMethod paymentMethod(String id, Place place) {
        checkKey(id, place, "id");
        PaymentMethod.Kind kind = switch (place.text("source").toLowerCase(Locale.ROOT)) {
            case "paypal" -> PaymentMethod.Kind.PAYPAL;
            case "credit_card" -> PaymentMethod.Kind.CREDIT_CARD;
            case "gift_card" -> PaymentMethod.Kind.GIFT_CARD;
            default -> PaymentMethod.Kind.OTHER;
        };
        return new PaymentMethod(
                id,
                kind,
                place.maybe("brand").map(Place::asText).orElse(null),
                place.maybe("last_four").map(Place::asText).orElse(null),
                place.maybe("balance").map(Place::asAmount).orElse(null));
    }

    private static Address address(Place place) {
        return new Address(
                place.text("address1", ""),
                place.text("address2", ""),
                place.text("city", ""),
                place.text("state", ""),
                place.text("zip"),
                place.text("country", "USA"));
    }

    private Order order(String id, Place place) {
        checkKey(id, place, "order_id");
        Place customerId = place.member("user_id");
        Customer customer = customers.get(customerId.asText());
        if (customer == null) {
            throw customerId.complaint(
                    "customer " + customerId.asText() + " is not in users; add the customer or remove the order");
        }
        return new Order(
                id,
                customer.id(),
                place.maybe("address").map(WorldFiles::address).orElse(customer.address()),
                place.member("items").elements().stream().map(this::item).toList(),
                status(place.member("status")),
                place.elements("fulfillments").stream()
                        .map(part -> new Fulfillment(part.texts("tracking_id"), part.texts("item_ids")))
                        .toList(),
                place.elements("payment_history").stream()
                        .map(WorldFiles::payment)
                        .toList());
    }

    private OrderItem item(Place place) {
        String productId = place.text("product_id");
        Product product = products.get(productId);
        if (product == null) {
            throw place.complaint("product " + productId + " is not in products; add it or remove the item");
        }
        String itemId = place.text("item_id");
        Variant variant = product.variant(itemId)
                .orElseThrow(() -> place.complaint("item " + itemId + " is not a variant of product " + productId
                        + "; add it there (\"available\": false if it is sold no more) or remove the item"));
        return new OrderItem(
                place.text("name", product.name()),
                productId,
                itemId,
                place.maybe("price").map(Place::asAmount).orElse(variant.price()),
                place.maybe("options").map(Place::textMap).orElse(variant.options()));
    }

    private static OrderStatus status(Place place) {
        return OrderStatus.of(place.asText())
                .orElseThrow(() -> place.complaint("\"" + place.asText()
                        + "\" is not a status; write pending, processed, delivered or cancelled"));
    }

    private static Payment payment(Place place) {
        Place type = place.member("transaction_type");
        Payment.Type kind = switch (type.asText()) {
            case "payment" -> Payment.Type.PAYMENT;
            case "refund" -> Payment.Type.REFUND;
            default ->
                throw type.complaint("\"" + type.asText() + "\" is not a type of payment; write payment or refund");
        };
        return new Payment(kind, place.member("amount").asAmount(), place.text("payment_method_id"));
    }

    private void checkOwner(String customerId, Place orderId) {
        Order order = orders.get(orderId.asText());
        if (order == null) {
            throw orderId.complaint("order " + orderId.asText() + " is not in orders; add it or remove it here");
        }
        if (!order.customerId().equals(customerId)) {
            throw orderId.complaint("order " + order.id() + " belongs to customer " + order.customerId()
                    + "; remove it here or change its user_id");
        }
    }

    private static void checkKey(String key, Place place, String name) {
        String inside = place.text(name, key);
        if (!inside.equals(key)) {
            throw place.complaint(
                    "\"" + name + "\" says " + inside + " and the key says " + key + "; make them the same");
        }
    }
}
