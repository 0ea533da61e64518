package dev.sallyport.salesforce;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.error.AccessException;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.DescribedConnector;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A connected org. */
final class SalesforceConnector extends DescribedConnector implements CrmConnector {
    /** A developer org's requests in 24 hours, the smallest there is. */
    private static final long FEWEST_DAILY = 15_000;

    private final Org org;
    private final SalesforceOperations operations;
    private final Map<String, SObject> objects;

    private SalesforceConnector(
            ConnectorDescriptor descriptor,
            Executor executor,
            Org org,
            SalesforceOperations operations,
            Map<String, SObject> objects) {
        super(descriptor, executor, org::close);
        this.org = org;
        this.operations = operations;
        this.objects = objects;
    }

    /** Asks what the org is like (its objects, its limit) before anything is promised. */
    static SalesforceConnector open(Connection connection, Safeguards safeguards) {
        String account = connection.address().getAuthority();
        Executor asking = Pipeline.open(describe(account, FEWEST_DAILY, List.of()), safeguards);
        Org org = Org.at(connection, asking);
        try {
            Map<String, SObject> objects = Stream.of("Contact", "Account", "Task", "User")
                    .map(name -> object(asking, org, safeguards, name))
                    .collect(Collectors.toUnmodifiableMap(SObject::name, Function.identity()));
            long daily = daily(asking, org, safeguards);
            SalesforceOperations operations = operations(org, objects);
            ConnectorDescriptor descriptor = describe(account, daily, operations.all());
            return new SalesforceConnector(descriptor, Pipeline.open(descriptor, safeguards), org, operations, objects);
        } catch (RuntimeException e) {
            org.close();
            throw e;
        }
    }

    @Override
    public Crm under(Grant grant) {
        return new SalesforceCrm(executor(), executor().bind(grant), org, operations, objects);
    }

    private static SalesforceOperations operations(Org org, Map<String, SObject> objects) {
        Reconciliations ways = new Reconciliations(org);
        SObject contact = object(objects, "Contact");
        SObject account = object(objects, "Account");
        SObject task = object(objects, "Task");
        return new SalesforceOperations(
                ways.byIntentField(contact, "contact"),
                ways.byReadingBack(contact, org.records().contacts),
                ways.byBeingGone("Contact"),
                ways.byIntentField(account, "company"),
                ways.byReadingBack(account, org.records().companies),
                task.keyed() ? ways.byIntentField(task, "activity") : ways.byStampInDescription());
    }

    static SObject object(Map<String, SObject> objects, String name) {
        SObject object = objects.get(name);
        if (object == null) {
            throw new IllegalStateException(name + " was described at connect");
        }
        return object;
    }

    private static ConnectorDescriptor describe(String account, long daily, List<Operation> operations) {
        return new ConnectorDescriptor(
                "salesforce", "crm", account, List.of(SalesforceOperations.daily(daily)), operations);
    }

    private static SObject object(Executor executor, Org org, Safeguards safeguards, String name) {
        HttpRequest request = HttpRequest.get("/services/data/{version}/sobjects/{name}/describe", org.version(), name);
        JsonNode described = executor.system(
                Read.of(SalesforceOperations.DESCRIBE, null, org.jsonAtFirst(request)), safeguards.deadline());
        return SObject.of(name, described, org.intentField(), org.updatesField());
    }

    /** The org's daily limit; the smallest there is where the user may not see it. */
    private static long daily(Executor executor, Org org, Safeguards safeguards) {
        HttpRequest request = HttpRequest.get("/services/data/{version}/limits", org.version());
        try {
            JsonNode limits = executor.system(
                    Read.of(SalesforceOperations.LIMITS, null, org.jsonAtFirst(request)), safeguards.deadline());
            return Math.max(1, limits.path("DailyApiRequests").path("Max").asLong(FEWEST_DAILY));
        } catch (AccessException e) {
            return FEWEST_DAILY;
        }
    }
}
