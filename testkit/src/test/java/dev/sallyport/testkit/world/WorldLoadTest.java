package dev.sallyport.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldLoadTest {

    private static final String DATABASE = """
            {"products": {"11": {"name": "Desk Lamp", "extra": {"a": [1]}, "variants": {
                "111": {"item_id": "111", "options": {"color": "black"}, "available": true, "price": 9.90},
                "112": {"price": 20}}}},
             "users": {"ann_lee_1": {"user_id": "ann_lee_1", "name": {"first_name": "Ann", "last_name": "Lee"},
                "address": {"zip": "80279", "city": "Denver"}, "email": "ann@example.com",
                "payment_methods": {"gift_card_1": {"source": "gift_card", "id": "gift_card_1", "balance": 7.5}},
                "orders": ["#W1"]}},
             "orders": {"#W1": {"order_id": "#W1", "user_id": "ann_lee_1", "status": "pending",
                "items": [{"product_id": "11", "item_id": "111", "price": 8.80}],
                "payment_history": [{"transaction_type": "payment", "amount": 8.80, "payment_method_id": "gift_card_1"}]}}}
            """;
    private static final String TASKS = """
            [{"id": 1, "user_scenario": {"instructions": {"reason_for_call": "You want to cancel #W1.",
                "known_info": null}},
              "evaluation_criteria": {"actions": [
                {"name": "get_order_details", "arguments": {"order_id": "#W1"}},
                {"name": "cancel_pending_order", "arguments": {"order_id": "#W1", "parts": ["111"], "none": null}}]}},
             {"id": "2", "user_scenario": {"instructions": "You ask a question."}}]
            """;

    @TempDir
    private Path directory;

    @Test
    void a_real_retailers_world_is_loaded_whole() {
        World world = World.load(RetailData.directoryOrSkip());

        assertThat(world.customers()).hasSize(500);
        assertThat(world.orders()).hasSize(1000);
        assertThat(world.products()).hasSize(50);
        assertThat(world.requests())
                .hasSize(74)
                .allSatisfy(request -> assertThat(request.reason()).isNotBlank());
        Customer noah = world.customer("noah_brown_6181").orElseThrow();
        assertThat(noah.fullName()).isEqualTo("Noah Brown");
        assertThat(noah.address())
                .isEqualTo(new Address("986 Sunset Drive", "Suite 259", "Denver", "CO", "80279", "USA"));
        assertThat(noah.paymentMethods())
                .extracting(PaymentMethod::kind)
                .containsExactly(PaymentMethod.Kind.PAYPAL, PaymentMethod.Kind.CREDIT_CARD);
        assertThat(world.ordersOf(noah.id())).extracting(Order::id).containsExactly("#W7678072");
        assertThat(world.order("#W2611340").orElseThrow().total()).isEqualByComparingTo("536.65");
        assertThat(world.gold("16").writes())
                .extracting(GoldAction::name)
                .containsExactly("cancel_pending_order", "cancel_pending_order", "return_delivered_order_items");
        assertThat(world.fingerprint())
                .isEqualTo(World.load(RetailData.directoryOrSkip()).fingerprint());
    }

    @Test
    void unknown_fields_are_passed_over_and_optional_ones_may_be_absent() throws IOException {
        World world = load(DATABASE, TASKS);

        Order order = world.order("#W1").orElseThrow();
        assertThat(order.address()).isEqualTo(new Address("", "", "Denver", "", "80279", "USA"));
        assertThat(order.items())
                .containsExactly(
                        new OrderItem("Desk Lamp", "11", "111", new BigDecimal("8.80"), Map.of("color", "black")));
        assertThat(order.paidWith()).contains("gift_card_1");
        assertThat(world.product("11")
                        .orElseThrow()
                        .variant("112")
                        .orElseThrow()
                        .available())
                .isTrue();
        assertThat(world.requests())
                .containsExactly(
                        new Request("1", "You want to cancel #W1.", ""), new Request("2", "You ask a question.", ""));
        assertThat(world.gold("1").writes())
                .containsExactly(
                        new GoldAction("cancel_pending_order", Map.of("order_id", "#W1", "parts", List.of("111"))));
        assertThat(world.gold("2").actions()).isEmpty();
        assertThatThrownBy(() -> world.gold("3")).hasMessageContaining("No request has the id 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "user_id": "ann_lee_1", "status"     | "user_id": "bob", "status"   | db.json at /orders/#W1/user_id: customer bob is not in users; add the customer or remove the order
            "email": "ann@example.com"           | "mail": "x"                  | db.json at /users/ann_lee_1: "email" is missing; add it
            "last_name": "Lee"                   | "last_name": null            | db.json at /users/ann_lee_1/name: "last_name" is missing; add it
            "order_id": "#W1"                    | "order_id": "#W2"            | db.json at /orders/#W1: "order_id" says #W2 and the key says #W1; make them the same
            "orders": ["#W1"]                    | "orders": ["#W9"]            | db.json at /users/ann_lee_1/orders/0: order #W9 is not in orders; add it or remove it here
            "status": "pending"                  | "status": "lost"             | db.json at /orders/#W1/status: "lost" is not a status; write pending, processed, delivered or cancelled
            "item_id": "111", "price"            | "item_id": "113", "price"    | db.json at /orders/#W1/items/0: item 113 is not a variant of product 11; add it there ("available": false if it is sold no more) or remove the item
            [{"product_id": "11"                 | [{"product_id": "12"         | db.json at /orders/#W1/items/0: product 12 is not in products; add it or remove the item
            "transaction_type": "payment"        | "transaction_type": "gift"   | db.json at /orders/#W1/payment_history/0/transaction_type: "gift" is not a type of payment; write payment or refund
            "price": 8.80                        | "price": "8.80"              | db.json at /orders/#W1/items/0/price: an amount is needed here; write a number without quotes
            "price": 8.80                        | "price": 1e999999999         | db.json at /orders/#W1/items/0/price: an amount has at most 18 digits; write a smaller number
            "available": true                    | "available": "yes"           | db.json at /products/11/variants/111/available: true or false is needed here, without quotes
            "name": "Desk Lamp"                  | "name": {}                   | db.json at /products/11/name: a text is needed here; write it in quotes
            "orders": {"#W1"                     | "order": {"#W1"              | db.json at /: "orders" is missing; add it
            """)
    void what_is_wrong_in_the_database_is_said_with_its_place_and_its_cure(String good, String bad, String message) {
        assertThat(DATABASE).contains(good);
        assertThatThrownBy(() -> load(DATABASE.replace(good, bad), TASKS))
                .isInstanceOf(WorldFormatException.class)
                .hasMessage(directory.resolve("").toString() + "/" + message);
    }

    @Test
    void an_order_in_the_wrong_customers_list_is_refused() {
        String two = DATABASE.replace(
                "\"users\": {",
                "\"users\": {\"bob\": {\"name\": {\"first_name\": \"B\", \"last_name\": \"O\"}, \"email\": \"b\","
                        + " \"address\": {\"zip\": \"1\"}, \"orders\": [\"#W1\"]}, ");
        assertThatThrownBy(() -> load(two, TASKS))
                .hasMessageEndingWith("db.json at /users/bob/orders/0: order #W1 belongs to customer ann_lee_1; "
                        + "remove it here or change its user_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id": "2"          | "id": "1"     | tasks.json at /1: the id 1 stands twice; give each task an id of its own
            "reason_for_call"  | "reason"      | tasks.json at /0/user_scenario/instructions: "reason_for_call" is missing; add it
            "user_scenario"    | "scenario"    | tasks.json at /0: "user_scenario" is missing; add it
            "actions": [       | "actions": 1, "x": [ | tasks.json at /0/evaluation_criteria/actions: a list in brackets is needed here
            """)
    void what_is_wrong_in_the_tasks_is_said_with_its_place_and_its_cure(String good, String bad, String message) {
        assertThat(TASKS).contains(good);
        assertThatThrownBy(() -> load(DATABASE, TASKS.replace(good, bad)))
                .isInstanceOf(WorldFormatException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void what_is_not_json_is_said_with_line_and_column() {
        WorldFormatException broken = catchThrowableOfType(
                WorldFormatException.class, () -> load("{\n  \"products\": {},\n  \"users\" {}\n}", TASKS));
        assertThat(broken.file()).endsWith("db.json");
        assertThat(broken.place()).isEqualTo("line 3, column 11");
        assertThat(broken)
                .hasMessageContaining("this is not JSON that can be read")
                .hasMessageEndingWith("mend it there");
        assertThat(broken.getMessage()).doesNotContain("\n");

        assertThatThrownBy(() -> load(DATABASE, "[] []"))
                .hasMessageEndingWith(
                        "tasks.json at line 1, column 4: there is more after the end of the JSON; remove it");
        assertThatThrownBy(() -> load(DATABASE.replace("\"112\"", "\"111\""), TASKS))
                .hasMessageContaining("db.json at line 3")
                .hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> load("[".repeat(1000), TASKS))
                .hasMessageContaining("db.json at line 1, column 66: the JSON is nested deeper than 64");
        assertThatThrownBy(() -> load(DATABASE, "[{\"id\": \"cut off"))
                .hasMessageContaining("tasks.json at line 1, column 17");
    }

    @Test
    void a_directory_or_file_that_is_absent_empty_or_too_large_is_named() throws IOException {
        assertThatThrownBy(() -> World.load(directory.resolve("nowhere")))
                .isInstanceOf(WorldFormatException.class)
                .hasMessageEndingWith(
                        "nowhere: there is no such directory; name one that holds db.json and tasks.json");
        assertThatThrownBy(() -> World.load(directory))
                .hasMessageEndingWith("db.json: there is no such file; a world needs it");
        Files.writeString(directory.resolve("db.json"), DATABASE);
        assertThatThrownBy(() -> World.load(directory))
                .hasMessageEndingWith("tasks.json: there is no such file; a world needs it");
        assertThatThrownBy(() -> load(DATABASE, " "))
                .hasMessageEndingWith("tasks.json: the file is empty; JSON is needed");
        Files.writeString(directory.resolve("db.json"), DATABASE);
        assertThatThrownBy(() -> World.load(directory, 100))
                .hasMessageContaining("db.json: the file has " + DATABASE.length() + " bytes and the limit is 100");
    }

    private World load(String database, String tasks) throws IOException {
        Files.writeString(directory.resolve("db.json"), database);
        Files.writeString(directory.resolve("tasks.json"), tasks);
        return World.load(directory);
    }
}
