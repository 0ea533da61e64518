package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes worlds from a seed. If not set: 50 requests, three customers for each request (at least 50), 24 products, and
 * two orders for each customer. Every request speaks for a customer of its own, so that no two of them collide. Not
 * thread-safe.
 */
public final class WorldGenerator {

    private final long seed;
    private int requests = 50;
    private int customers = -1;
    private int products = 24;
    private int orders = -1;

    WorldGenerator(long seed) {
        this.seed = seed;
    }

    /** How many customers' requests there are; 50 if not set. */
    public WorldGenerator requests(int count) {
        requests = atLeast(0, count, "requests");
        return this;
    }

    /** How many customers there are, at least two for each request and one more; three for each if not set. */
    public WorldGenerator customers(int count) {
        customers = atLeast(1, count, "customers");
        return this;
    }

    /** How many products the shop sells, from 4 to 240; 24 if not set. */
    public WorldGenerator products(int count) {
        if (count > Catalogue.LARGEST) {
            throw new IllegalArgumentException("products is " + count + "; the limit is " + Catalogue.LARGEST);
        }
        products = atLeast(4, count, "products");
        return this;
    }

    /**
     * How many orders there are at least: those that the requests speak of are there in any case, and are filled up to
     * this number. Two for each customer if not set.
     */
    public WorldGenerator orders(int count) {
        orders = atLeast(0, count, "orders");
        return this;
    }

    /**
     * Makes the world; the same settings give the same world on every machine.
     *
     * @throws IllegalArgumentException if there are fewer customers than the requests need
     */
    public World build() {
        int people = customers < 0 ? Math.max(50, 3 * requests + 1) : customers;
        if (people < 2 * requests + 1) {
            throw new IllegalArgumentException("customers is " + people + "; " + requests + " requests need at least "
                    + (2 * requests + 1) + " customers");
        }
        return build(people, orders < 0 ? 2 * people : orders);
    }

    private World build(int peopleCount, int orderCount) {
        Dice dice = new Dice(seed, "requests");
        List<Situation> situations =
                Stream.generate(() -> Situation.draw(dice)).limit(requests).toList();
        List<Product> catalogue = new Catalogue(new Dice(seed, "products")).draw(products);
        People people = new People(new Dice(seed, "customers"));
        List<Customer> all = customers(people, situations, peopleCount);
        OrderBook book = new OrderBook(new Dice(seed, "orders"), people, catalogue);
        List<Customer> bystanders = all.subList(2 * requests, all.size());
        book.place(bystanders.get(0), OrderStatus.PENDING, 2);
        placeOrders(book, situations, all);
        while (book.orders().size() < orderCount) {
            book.placeAny(dice.oneOf(all));
        }
        List<Order> others = bystanders.stream()
                .flatMap(customer -> book.of(customer).stream())
                .filter(order -> order.status() == OrderStatus.PENDING)
                .toList();
        RequestWriter writer = new RequestWriter(dice, people, book, catalogue, others);
        return world(writer, situations, all, catalogue, book);
    }

    /** First one customer for each request, then a second for each, who is the first one's twin where names clash. */
    private static List<Customer> customers(People people, List<Situation> situations, int count) {
        List<Customer> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int partner = i - situations.size();
            boolean twin =
                    partner >= 0 && partner < situations.size() && situations.get(partner) == Situation.AMBIGUOUS_NAME;
            all.add(twin ? people.twinOf(all.get(partner)) : people.draw());
        }
        return all;
    }

    private static void placeOrders(OrderBook book, List<Situation> situations, List<Customer> all) {
        for (int i = 0; i < situations.size(); i++) {
            for (OrderStatus status : situations.get(i).orders()) {
                book.place(all.get(i), status, 2);
                if (situations.get(i) == Situation.AMBIGUOUS_NAME) {
                    book.place(all.get(i + situations.size()), status, 2);
                }
            }
        }
    }

    private World world(
            RequestWriter writer,
            List<Situation> situations,
            List<Customer> all,
            List<Product> catalogue,
            OrderBook book) {
        List<Request> written = new ArrayList<>();
        Map<String, Gold> gold = new LinkedHashMap<>();
        for (int i = 0; i < situations.size(); i++) {
            String id = Integer.toString(i);
            RequestWriter.Draft draft = writer.write(situations.get(i), all.get(i));
            written.add(new Request(id, draft.reason(), draft.known()));
            gold.put(id, new Gold(situations.get(i).name(), draft.actions()));
        }
        // so that the place of a customer or an order does not give away who asks for what
        List<Customer> customersShuffled = new ArrayList<>(all);
        Collections.shuffle(customersShuffled, new Dice(seed, "customers shuffled").random());
        List<Order> ordersShuffled = new ArrayList<>(book.orders());
        Collections.shuffle(ordersShuffled, new Dice(seed, "orders shuffled").random());
        return new World(customersShuffled, catalogue, ordersShuffled, written, gold);
    }

    private static int atLeast(int least, int count, String name) {
        if (count < least) {
            throw new IllegalArgumentException(name + " is " + count + "; it must be at least " + least);
        }
        return count;
    }
}
