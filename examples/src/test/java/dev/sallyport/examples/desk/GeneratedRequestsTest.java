package dev.sallyport.examples.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.world.GoldAction;
import dev.sallyport.testkit.world.Order;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against requests whose texts and gold actions come from the testkit's world, which knows no rules. */
class GeneratedRequestsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_permitted_cancellation_of_a_generated_world_is_planned_and_no_other(long seed) {
        World world = World.generate(seed, 150);
        int cancelled = 0;
        for (Request request : world.requests()) {
            Set<String> gold = gold(world, request);
            if (!gold.isEmpty()) {
                String customer =
                        world.order(gold.iterator().next()).orElseThrow().customerId();
                assertThat(planned(world, customer, request))
                        .as(request.reason())
                        .isEqualTo(gold);
                cancelled += gold.size();
            }
        }
        assertThat(cancelled).isGreaterThan(30);
    }

    private static Set<String> gold(World world, Request request) {
        return world.gold(request.id()).actions().stream()
                .filter(action -> action.name().equals("cancel_pending_order"))
                .map(GoldAction::arguments)
                .map(arguments -> String.valueOf(arguments.get("order_id")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> planned(World world, String customer, Request request) {
        List<DeskOrder> orders = world.ordersOf(customer).stream()
                .map(GeneratedRequestsTest::asSeen)
                .toList();
        String text = request.reason() + "\n\n" + request.known();
        return new CancellationPlanner(orders)
                .plan(CancellationReader.read(text)).cancellations().stream()
                        .map(CancellationPlan.Planned::orderId)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static DeskOrder asSeen(Order order) {
        List<OrderedItem> items = order.items().stream()
                .map(item -> new OrderedItem(item.name(), item.options()))
                .toList();
        return new DeskOrder(order.id(), order.customerId(), order.status().text(), items);
    }
}
