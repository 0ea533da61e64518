package ${package};

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
class ${System}ContractTest extends ConnectorContract<${System}Connector, FakeServer> {
    private String known = "";

    @Override
    protected Rig<FakeServer> rig() {
        return Rig.of(${System}Fake.fake());
    }

    @Override
    protected ${System}Connector connect(FakeServer fake, Safeguards safeguards) {
        Map<String, String> client = fake.credentials();
        return ${System}.connect(
                Connection.to(fake.url())
                        .auth(Credentials.clientCredentials(client.get("clientId"), client.get("clientSecret"))),
                safeguards);
    }

    @Override
    protected void seed(FakeServer fake) {
        known = add(fake, CANARY + " first");
    }

    @Override
    protected void exercises(Exercises<${System}Connector, FakeServer> all) {
        all.get(
                "${resources}.get",
                () -> known,
                "${resource}-999999",
                (connector, grant, id) -> connector.under(grant).${resources}().get(${Resource}.ref(id)));
        all.walk(
                "${resources}.find",
                (connector, grant, size) ->
                        connector.under(grant).${resources}().find(Query.<${Resource}>all().pagesOf(size)),
                (fake, number) -> add(fake, "number " + number));
        all.whileWalking(
                "${resources}.find",
                (connector, grant, size) ->
                        connector.under(grant).${resources}().find(Query.<${Resource}>all().pagesOf(size)),
                List.of((connector, grant, id) -> connector
                        .under(grant)
                        .${resources}()
                        .tryUpdate(${Resource}.ref(id), Changes.of(${Resource}.NAME, "moved"), Intent.automatic())));
        all.filter(
                "${resources}.find",
                ${Resource}.RESOURCE + ":name",
                (connector, grant) -> connector
                        .under(grant)
                        .${resources}()
                        .find(Query.of(where(${Resource}.NAME).is("number 1")))
                        .first(9));
        all.rule(${Resource}.RESOURCE, where(${Resource}.NAME).is("nothing is called so"));
        all.unsupported(
                "${resources}.find in the order of names",
                (connector, grant) -> connector
                        .under(grant)
                        .${resources}()
                        .find(Query.<${Resource}>all().orderBy(${Resource}.NAME, true))
                        .first());
        all.write(
                "${resources}.create",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .${resources}()
                        .tryCreate(
                                Changes.of(${Resource}.NAME, CANARY)
                                        .and(${Resource}.CODE, "made")
                                        .and(${Resource}.QUANTITY, 3L),
                                intent));
        all.write(
                "${resources}.update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .${resources}()
                        .tryUpdate(${Resource}.ref(known), Changes.of(${Resource}.NAME, CANARY + " again"), intent));
    }

    private static String add(FakeServer fake, String name) {
        long number = fake.records().count("${resource}");
        return fake.records().add("${resource}", Map.of("name", name, "code", "code-" + number, "quantity", 100));
    }
}
