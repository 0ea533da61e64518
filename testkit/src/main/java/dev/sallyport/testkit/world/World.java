package dev.sallyport.testkit.world;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A retailer's world: customers, products, orders, and what the customers ask for. It is the truth that fakes are filled
 * from and that runs are judged by. Immutable and thread-safe; every list keeps the order of the file or of the draw.
 */
public final class World {

    /** The largest file that {@link #load(Path)} reads: 64 MiB. */
    public static final long DEFAULT_MAXIMUM_BYTES = 64L << 20;

    private final Map<String, Customer> customers;
    private final Map<String, Product> products;
    private final Map<String, Order> orders;
    private final Map<String, Request> requests;
    private final Map<String, Gold> gold;
    private final Map<String, List<Order>> ordersByCustomer;

    World(
            Collection<Customer> customers,
            Collection<Product> products,
            Collection<Order> orders,
            Collection<Request> requests,
            Map<String, Gold> gold) {
        this.customers = Ordered.by(Customer::id, customers);
        this.products = Ordered.by(Product::id, products);
        this.orders = Ordered.by(Order::id, orders);
        this.requests = Ordered.by(Request::id, requests);
        this.gold = Ordered.copy(gold);
        this.ordersByCustomer =
                orders.stream().collect(Collectors.groupingBy(Order::customerId, Collectors.toUnmodifiableList()));
    }

    /** A world of these customers and what they ask for; nobody knows the answers, and there are no products. */
    public static World of(Collection<Customer> customers, Collection<Request> requests) {
        return new World(customers, List.of(), List.of(), requests, Map.of());
    }

    /**
     * Loads {@code db.json} and {@code tasks.json} from a directory, each of at most 64 MiB.
     *
     * @throws WorldFormatException if the directory or a file is absent, too large, not JSON, or lacks what is needed
     */
    public static World load(Path directory) {
        return load(directory, DEFAULT_MAXIMUM_BYTES);
    }

    /**
     * Loads {@code db.json} and {@code tasks.json} from a directory, each of at most so many bytes.
     *
     * @throws WorldFormatException if the directory or a file is absent, too large, not JSON, or lacks what is needed
     */
    public static World load(Path directory, long maximumBytes) {
        return new WorldFiles(directory, maximumBytes).load();
    }

    /**
     * Makes a world with so many requests, three customers for each of them (at least 50), two orders for each
     * customer, and 24 products. The same seed and number give the same world on every machine.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static World generate(long seed, int requests) {
        return generator(seed).requests(requests).build();
    }

    /** Begins a world whose sizes are set one by one; see {@link WorldGenerator} for what they are if not set. */
    public static WorldGenerator generator(long seed) {
        return new WorldGenerator(seed);
    }

    /** All customers, in the order of the file or of the draw. */
    public List<Customer> customers() {
        return List.copyOf(customers.values());
    }

    /** The customer with this id, empty if there is none. */
    public Optional<Customer> customer(String id) {
        return Optional.ofNullable(customers.get(id));
    }

    /** All products, in the order of the file or of the draw. */
    public List<Product> products() {
        return List.copyOf(products.values());
    }

    /** The product with this id, empty if there is none. */
    public Optional<Product> product(String id) {
        return Optional.ofNullable(products.get(id));
    }

    /** All orders, in the order of the file or of the draw. */
    public List<Order> orders() {
        return List.copyOf(orders.values());
    }

    /** The order with this id, the leading {@code #} included, empty if there is none. */
    public Optional<Order> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The orders of a customer, empty if they have none or are not known. */
    public List<Order> ordersOf(String customerId) {
        return ordersByCustomer.getOrDefault(customerId, List.of());
    }

    /** All requests, without their answers, in the order of the file or of the draw. */
    public List<Request> requests() {
        return List.copyOf(requests.values());
    }

    /** The request with this id, empty if there is none. */
    public Optional<Request> request(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    /**
     * The right answer to a request, for a judge only: a program that is being tested must not read it.
     *
     * @throws IllegalArgumentException if no request has this id
     */
    public Gold gold(String requestId) {
        Gold answer = gold.get(requestId);
        if (answer == null) {
            throw new IllegalArgumentException("No request has the id " + requestId + "; see World.requests()");
        }
        return answer;
    }

    /** A SHA-256 in hex over everything in this world: two worlds with the same one are the same. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map<String, ?> part : List.of(customers, products, orders, requests, gold)) {
                part.forEach((id, value) -> digest.update((id + '\n' + value + '\n').getBytes(StandardCharsets.UTF_8)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "World[" + customers.size() + " customers, " + products.size() + " products, " + orders.size()
                + " orders, " + requests.size() + " requests]";
    }
}
