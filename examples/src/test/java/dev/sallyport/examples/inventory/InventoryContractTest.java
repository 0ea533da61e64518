package dev.sallyport.examples.inventory;

import static dev.sallyport.query.Filter.where;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.contract.ConnectorContract;
import dev.sallyport.testkit.contract.Exercises;
import dev.sallyport.testkit.contract.Rig;
import java.util.List;
import java.util.Map;

/** The connector keeps the contract of every connector. */
class InventoryContractTest extends ConnectorContract<InventoryConnector, FakeServer> {
    private String known = "";

    @Override
    protected Rig<FakeServer> rig() {
        return Rig.of(InventoryFake.fake());
    }

    @Override
    protected InventoryConnector connect(FakeServer fake, Safeguards safeguards) {
        Map<String, String> client = fake.credentials();
        return Inventory.connect(
                Connection.to(fake.url())
                        .auth(Credentials.clientCredentials(client.get("clientId"), client.get("clientSecret"))),
                safeguards);
    }

    @Override
    protected void seed(FakeServer fake) {
        known = add(fake, CANARY + " first");
    }

    @Override
    protected void exercises(Exercises<InventoryConnector, FakeServer> all) {
        all.get(
                "items.get",
                () -> known,
                "item-999999",
                (connector, grant, id) -> connector.under(grant).items().get(Item.ref(id)));
        all.walk(
                "items.find",
                (connector, grant, size) ->
                        connector.under(grant).items().find(Query.<Item>all().pagesOf(size)),
                (fake, number) -> add(fake, "number " + number));
        all.whileWalking(
                "items.find",
                (connector, grant, size) ->
                        connector.under(grant).items().find(Query.<Item>all().pagesOf(size)),
                List.of((connector, grant, id) -> connector
                        .under(grant)
                        .items()
                        .tryUpdate(Item.ref(id), Changes.of(Item.NAME, "moved"), Intent.automatic())));
        all.filter(
                "items.find",
                Item.RESOURCE + ":name",
                (connector, grant) -> connector
                        .under(grant)
                        .items()
                        .find(Query.of(where(Item.NAME).is("number 1")))
                        .first(9));
        all.rule(Item.RESOURCE, where(Item.NAME).is("nothing is called so"));
        all.unsupported(
                "items.find in the order of names",
                (connector, grant) -> connector
                        .under(grant)
                        .items()
                        .find(Query.<Item>all().orderBy(Item.NAME, true))
                        .first());
        all.write(
                "items.create",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .items()
                        .tryCreate(
                                Changes.of(Item.NAME, CANARY)
                                        .and(Item.CODE, "made")
                                        .and(Item.QUANTITY, 3L),
                                intent));
        all.write(
                "items.update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .items()
                        .tryUpdate(Item.ref(known), Changes.of(Item.NAME, CANARY + " again"), intent));
        all.write(
                "items.reserve",
                (connector, grant, intent) -> connector.under(grant).items().tryReserve(Item.ref(known), 1, intent));
    }

    private static String add(FakeServer fake, String name) {
        long number = fake.records().count("item");
        return fake.records().add("item", Map.of("name", name, "code", "code-" + number, "quantity", 100));
    }
}
