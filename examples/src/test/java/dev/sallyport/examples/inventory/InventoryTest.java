package dev.sallyport.examples.inventory;

import static dev.sallyport.query.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Fetched;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.quality.FindingKind;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.ConnectorProvider;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

/** What the contract does not know of: the items themselves, and reservations. */
class InventoryTest {
    private static final Grant ALL = Grant.to("agent").allow("inventory:item:*");

    private static final ThrowingConsumer<InputException> CONFLICT =
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);

    private static InventoryConnector connect(FakeServer fake) {
        Map<String, String> client = fake.credentials();
        return Inventory.connect(Connection.to(fake.url())
                .auth(Credentials.clientCredentials(client.get("clientId"), client.get("clientSecret"))));
    }

    private static String add(FakeServer fake, String name, long quantity) {
        return fake.records().add("item", Map.of("name", name, "code", name + "-1", "quantity", quantity));
    }

    @Test
    void what_is_created_is_found_by_its_code() {
        try (FakeServer fake = InventoryFake.fake().start();
                InventoryConnector connector = connect(fake)) {
            Items items = connector.under(ALL).items();
            add(fake, "saw", 3);
            Changes<Item> drill =
                    Changes.of(Item.CODE, "D-7").and(Item.NAME, "drill").and(Item.QUANTITY, 12L);
            Receipt made = items.tryCreate(drill, Intent.automatic()).orThrow();
            Fetched<Item> found =
                    items.find(Query.of(where(Item.CODE).is("D-7"))).first().orElseThrow();
            assertThat(found.value().ref()).isEqualTo(made.target());
            assertThat(found.value().quantity()).isEqualTo(12);
            assertThat(found.version()).contains("1");
            Outcome<Receipt> again = items.tryCreate(Changes.of(Item.CODE, "D-7"), Intent.automatic());
            assertThatThrownBy(again::orThrow).isInstanceOfSatisfying(InputException.class, CONFLICT);
        }
    }

    @Test
    void an_update_on_an_old_version_is_a_conflict() {
        try (FakeServer fake = InventoryFake.fake().start();
                InventoryConnector connector = connect(fake)) {
            Items items = connector.under(ALL).items();
            String id = add(fake, "saw", 3);
            String version = items.get(Item.ref(id)).version().orElseThrow();
            Changes<Item> first = Changes.of(Item.NAME, "jigsaw").onlyIf(version);
            assertThat(items.tryUpdate(Item.ref(id), first, Intent.automatic())
                            .orThrow()
                            .version())
                    .isEqualTo("2");
            Outcome<Receipt> late = items.tryUpdate(
                    Item.ref(id), Changes.of(Item.NAME, "handsaw").onlyIf(version), Intent.automatic());
            assertThatThrownBy(late::orThrow).isInstanceOfSatisfying(InputException.class, CONFLICT);
            assertThat(items.get(Item.ref(id)).value().name()).isEqualTo("jigsaw");
        }
    }

    @Test
    void what_the_system_cannot_compare_is_refused_and_not_sent() {
        try (FakeServer fake = InventoryFake.fake().start();
                InventoryConnector connector = connect(fake)) {
            Items items = connector.under(ALL).items();
            Filter<Item> either = where(Item.NAME).is("saw").or(where(Item.NAME).is("drill"));
            for (Query<Item> query :
                    List.of(Query.of(either), Query.of(where(Item.QUANTITY).atLeast(3L)))) {
                assertThatThrownBy(() -> items.find(query).first()).hasMessageContaining("only by 'and'");
            }
            assertThat(fake.journal().entries()).isEmpty();
        }
    }

    @Test
    void a_quantity_that_is_none_is_a_finding() {
        try (FakeServer fake = InventoryFake.fake().start();
                InventoryConnector connector = connect(fake)) {
            Map<String, Object> fields = new HashMap<>(Map.of("name", "saw", "quantity", "about ten"));
            String id = fake.records().add("item", fields);
            Fetched<Item> saw = connector.under(ALL).items().get(Item.ref(id));
            assertThat(saw.value().quantity()).isNull();
            assertThat(saw.findings())
                    .extracting(finding -> finding.field() + " " + finding.kind())
                    .containsExactly("quantity " + FindingKind.WRONG_TYPE);
        }
    }

    @Test
    void a_write_whose_reply_is_lost_is_there_once() {
        FaultPlan lost = FaultPlan.of(FaultRule.of(FaultKind.REPLY_LOST).on("items.create"));
        try (FakeServer fake = InventoryFake.fake().faults(lost).start();
                InventoryConnector connector = connect(fake)) {
            Outcome<Receipt> made =
                    connector.under(ALL).items().tryCreate(Changes.of(Item.NAME, "drill"), Intent.automatic());
            assertThat(made.isCommitted()).isTrue();
            assertThat(fake.truth().count()).isEqualTo(1);
            assertThat(fake.faults().neverHit()).isEmpty();
        }
    }

    @Test
    void no_more_is_reserved_than_there_is() {
        try (FakeServer fake = InventoryFake.fake().start();
                InventoryConnector connector = connect(fake)) {
            Items items = connector.under(ALL).items();
            String id = add(fake, "saw", 3);
            assertThat(items.tryReserve(Item.ref(id), 2, Intent.automatic()).isCommitted())
                    .isTrue();
            Outcome<Receipt> tooMany = items.tryReserve(Item.ref(id), 2, Intent.automatic());
            assertThatThrownBy(tooMany::orThrow).hasMessageContaining("not so many left");
            assertThat(items.get(Item.ref(id)).value().quantity()).isEqualTo(1);
        }
    }

    @Test
    void while_the_stock_is_taken_it_waits_as_long_as_it_is_told() {
        FaultPlan taking =
                FaultPlan.of(FaultRule.of(FaultKind.UNAVAILABLE).on("items.get").retryAfter(Duration.ofHours(2)));
        try (FakeServer fake = InventoryFake.fake().faults(taking).start();
                InventoryConnector connector = connect(fake)) {
            String id = add(fake, "saw", 3);
            assertThatThrownBy(() -> connector.under(ALL).items().get(Item.ref(id)))
                    .isInstanceOf(RetryLaterException.class)
                    .hasMessageContaining("stock is being taken");
            assertThat(fake.journal().entries()).hasSize(2);
        }
    }

    @Test
    void the_connector_is_found_by_its_name() {
        ConnectorProvider provider = ConnectorProvider.of("inventory");
        try (FakeServer fake = InventoryFake.fake().start();
                var connector = provider.connect(
                        Connection.to(fake.url()).auth(Credentials.bearer("token")), Safeguards.defaults())) {
            assertThat(connector.system()).isEqualTo("inventory");
            assertThat(connector.capabilities()).contains("items.get", "items.reserve");
        }
    }
}
