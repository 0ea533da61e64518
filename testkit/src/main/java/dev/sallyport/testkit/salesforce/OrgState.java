package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.MessyPopulation;
import java.time.Instant;
import java.util.Map;

/**
 * Everything in an org that changes.
 *
 * @param opened when all of it began
 * @param imported the record ids of an imported world's rows, by row key
 */
record OrgState(
        Store store,
        Cursors cursors,
        Recency recency,
        BulkJobs bulk,
        AsyncJobs async,
        Map<String, String> imported,
        Instant opened) {
    static OrgState fresh(Schema schema, Org org, SalesforceSettings settings) {
        Store store = new Store(schema);
        org.moveIn(store, WireDates.seconds(settings.clock().instant()));
        MessyPopulation population = settings.population();
        if (population != null) {
            WorldImport.moveIn(store, org.caller(Org.ADMIN).userId(), settings.clock(), population);
        }
        WorldImport imports = new WorldImport(store, org.caller(Org.ADMIN).userId(), settings.clock());
        Instant opened = WireDates.seconds(settings.clock().instant());
        return new OrgState(
                store,
                new Cursors(),
                new Recency(),
                new BulkJobs(),
                new AsyncJobs(),
                imports.load(settings.world()),
                opened);
    }
}
