package dev.sallyport.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldGeneratorTest {

    private static final World WORLD = World.generate(42, 600);

    @Test
    void the_same_seed_gives_the_same_world_whatever_the_machines_locale_and_time_zone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String here = World.generate(7, 40).fingerprint();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(World.generate(7, 40).fingerprint()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        // a change of the generator or of Datafaker's lists changes it; then look at a few requests and write it anew
        assertThat(here).isEqualTo("4b8aaf328d231abd2976add85aaf2ec7edd2d6930edb8e28afcdc2871a667f66");
        assertThat(World.generate(8, 40).fingerprint()).isNotEqualTo(here);
    }

    @Test
    void more_requests_leave_the_catalogue_as_it_was() {
        assertThat(World.generate(42, 3).products()).isEqualTo(WORLD.products());
    }

    @Test
    void sizes_are_as_asked() {
        World world = World.generator(1)
                .customers(70)
                .products(30)
                .orders(300)
                .requests(5)
                .build();
        assertThat(world.customers()).hasSize(70);
        assertThat(world.products()).hasSize(30);
        assertThat(world.orders()).hasSize(300);
        assertThat(world.requests()).hasSize(5);
        assertThat(World.generate(1, 0).toString())
                .isEqualTo("World[50 customers, 24 products, 100 orders, 0 requests]");
    }

    @Test
    void sizes_that_cannot_be_are_refused_with_the_limit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> World.generator(1).requests(10).customers(20).build())
                .withMessage("customers is 20; 10 requests need at least 21 customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> World.generator(1).products(241))
                .withMessage("products is 241; the limit is 240");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> World.generate(1, -1))
                .withMessage("requests is -1; it must be at least 0");
    }

    @Test
    void emails_ids_and_zips_are_sound() {
        assertThat(WORLD.customers()).extracting(Customer::email).doesNotHaveDuplicates();
        assertThat(WORLD.customers())
                .extracting(Customer::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+_[a-z]+_\\d{4,}"));
        assertThat(WORLD.customers())
                .allMatch(customer -> customer.address().zip().matches("\\d{5}"));
        assertThat(WORLD.orders()).extracting(Order::id).doesNotHaveDuplicates().allMatch(id -> id.matches("#W\\d{7}"));
        assertThat(WORLD.orders()).allSatisfy(order -> {
            Customer customer = WORLD.customer(order.customerId()).orElseThrow();
            assertThat(customer.paymentMethod(order.paidWith().orElseThrow())).isPresent();
            assertThat(order.items())
                    .allSatisfy(
                            item -> assertThat(variant(item.itemId()).price()).isEqualTo(item.price()));
        });
        assertThat(WORLD.orders())
                .extracting(Order::status)
                .contains(OrderStatus.PENDING, OrderStatus.PROCESSED, OrderStatus.DELIVERED, OrderStatus.CANCELLED);
    }

    @Test
    void about_a_third_of_the_requests_contain_a_plain_and_permitted_cancellation() {
        long cancelling = WORLD.requests().stream()
                .filter(request -> WORLD.gold(request.id()).writes().stream()
                        .anyMatch(write -> write.name().equals("cancel_pending_order")))
                .count();
        assertThat(cancelling).isBetween(170L, 240L);
    }

    @Test
    void every_situation_occurs_and_only_those_with_a_right_answer_change_anything() {
        Map<Boolean, Set<String>> byWrites = WORLD.requests().stream()
                .map(request -> WORLD.gold(request.id()))
                .collect(Collectors.partitioningBy(
                        gold -> gold.writes().isEmpty(), Collectors.mapping(Gold::situation, Collectors.toSet())));
        assertThat(byWrites.get(false))
                .containsExactlyInAnyOrder(
                        "CANCEL_BY_ID",
                        "CANCEL_ALL_PENDING",
                        "CANCEL_BY_PRODUCT",
                        "CANCEL_AND_ASK",
                        "RETURN_ITEMS",
                        "EXCHANGE_ITEM",
                        "CHANGE_PENDING_ITEM",
                        "CHANGE_ADDRESS");
        assertThat(byWrites.get(true))
                .containsExactlyInAnyOrder(
                        "CANCEL_RETRACTED",
                        "CANCEL_ONE_ITEM_ONLY",
                        "CANCEL_IF_REFUNDED_ELSEWHERE",
                        "CANCEL_TOO_LATE",
                        "CANCEL_FOR_ANOTHER_REASON",
                        "QUESTION",
                        "WRONG_ORDER_ID",
                        "ORDER_OF_SOMEBODY_ELSE",
                        "UNKNOWN_CUSTOMER",
                        "AMBIGUOUS_NAME");
    }

    @Test
    void no_two_requests_answer_with_the_same_order() {
        List<Object> touched = WORLD.requests().stream()
                .flatMap(request -> WORLD.gold(request.id()).writes().stream())
                .filter(write -> !write.name().equals("modify_pending_order_address"))
                .map(write -> write.arguments().get("order_id"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(touched).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @Test
    void every_answer_keeps_to_the_shops_policy() {
        for (Request request : WORLD.requests()) {
            Gold gold = WORLD.gold(request.id());
            Optional<Customer> customer = identified(gold);
            assertThat(customer.isPresent())
                    .as(request.toString())
                    .isEqualTo(!Set.of("UNKNOWN_CUSTOMER", "AMBIGUOUS_NAME").contains(gold.situation()));
            gold.writes().forEach(write -> keepsToPolicy(customer.orElseThrow(), write));
        }
    }

    @Test
    void what_the_customer_says_names_them_and_no_other() {
        for (Request request : WORLD.requests()) {
            long meant = WORLD.customers().stream()
                    .filter(customer -> request.known().contains(customer.email())
                            || (request.known().contains(customer.fullName())
                                    && request.known()
                                            .contains(customer.address().zip())))
                    .count();
            String situation = WORLD.gold(request.id()).situation();
            assertThat(meant)
                    .as(request.toString())
                    .isEqualTo(situation.equals("UNKNOWN_CUSTOMER") ? 0 : situation.equals("AMBIGUOUS_NAME") ? 2 : 1);
        }
    }

    private static void keepsToPolicy(Customer customer, GoldAction write) {
        if (write.name().equals("modify_user_address")) {
            assertThat(write.arguments()).containsEntry("user_id", customer.id());
            return;
        }
        Order order = WORLD.order(write.arguments().get("order_id").toString()).orElseThrow();
        assertThat(order.customerId()).isEqualTo(customer.id());
        boolean afterDelivery = Set.of("return_delivered_order_items", "exchange_delivered_order_items")
                .contains(write.name());
        assertThat(order.status()).isEqualTo(afterDelivery ? OrderStatus.DELIVERED : OrderStatus.PENDING);
        if (write.name().equals("cancel_pending_order")) {
            assertThat(write.arguments().get("reason")).isIn("no longer needed", "ordered by mistake");
        }
        if (write.arguments().get("item_ids") instanceof List<?> items) {
            assertThat(items)
                    .isNotEmpty()
                    .allMatch(id -> order.items().stream()
                            .anyMatch(item -> item.itemId().equals(id)));
        }
        if (write.name().equals("return_delivered_order_items")) {
            assertThat(order.paidWith())
                    .contains(write.arguments().get("payment_method_id").toString());
        }
        if (write.arguments().get("new_item_ids") instanceof List<?> items
                && write.arguments().get("item_ids") instanceof List<?> old) {
            Variant variant = variant(items.get(0).toString());
            assertThat(variant.available()).isTrue();
            assertThat(variant.price()).isGreaterThan(BigDecimal.ZERO);
            assertThat(old).isNotEqualTo(items);
            assertThat(productOf(variant))
                    .isEqualTo(productOf(variant(old.get(0).toString())));
        }
    }

    private static Optional<Customer> identified(Gold gold) {
        Set<Customer> found = new HashSet<>();
        for (GoldAction action : gold.actions()) {
            Map<String, Object> with = action.arguments();
            WORLD.customers().stream()
                    .filter(customer -> switch (action.name()) {
                        case "find_user_id_by_email" -> customer.email().equals(with.get("email"));
                        case "find_user_id_by_name_zip" ->
                            customer.firstName().equals(with.get("first_name"))
                                    && customer.lastName().equals(with.get("last_name"))
                                    && customer.address().zip().equals(with.get("zip"));
                        default -> false;
                    })
                    .forEach(found::add);
        }
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }

    private static Variant variant(String itemId) {
        return WORLD.products().stream()
                .flatMap(product -> product.variant(itemId).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Product productOf(Variant variant) {
        return WORLD.products().stream()
                .filter(product -> product.variants().contains(variant))
                .findFirst()
                .orElseThrow();
    }
}
