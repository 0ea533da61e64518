package dev.sallyport.testkit.salesforce;

import java.util.Map;

/**
 * Everything in an org that changes.
 *
 * @param imported the record ids of an imported world's rows, by row key
 */
record OrgState(Store store, Cursors cursors, Map<String, String> imported) {
    static OrgState fresh(Schema schema, Org org, SalesforceSettings settings) {
        Store store = new Store(schema);
        org.moveIn(store, WireDates.seconds(settings.clock().instant()));
        WorldImport imports = new WorldImport(store, org.caller(Org.ADMIN).userId(), settings.clock());
        return new OrgState(store, new Cursors(), imports.load(settings.world()));
    }
}
