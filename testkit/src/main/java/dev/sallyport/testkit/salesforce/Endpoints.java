package dev.sallyport.testkit.salesforce;

import static dev.sallyport.testkit.salesforce.Endpoint.read;
import static dev.sallyport.testkit.salesforce.Endpoint.write;

import dev.sallyport.testkit.salesforce.Endpoint.Manner;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources beside records, queries and collections, each in a line. */
final class Endpoints {
    private static final List<Endpoint> DATA = List.of(
            read("search", "search", Searches::search),
            read("parameterizedsearch", "parameterizedSearch", Searches::byParameters),
            Endpoint.of("POST", "parameterizedsearch", "parameterizedSearch", Manner.READ, Searches::byParameters),
            read("recent", "recent", Recency::all),
            read("limits/recordcount", "limits.recordCount", Recency::counts),
            read("sobjects/{object}/updated", "sobject.updated", Changes::updated),
            read("sobjects/{object}/deleted", "sobject.deleted", Changes::deleted),
            write("PATCH", "composite/sobjects/{object}/{key}", "collections.upsert", UpsertAll::serve),
            write("POST", "composite/tree/{object}", "composite.tree", Trees::create),
            write("POST", "composite/graph", "composite.graph", Graphs::serve),
            write("POST", "jobs/ingest", "bulk.open", BulkIngest::open),
            keeps("jobs/ingest", "bulk.list", BulkIngest::list),
            keeps("jobs/ingest/{id}", "bulk.info", BulkIngest::info),
            write("PUT", "jobs/ingest/{id}/batches", "bulk.upload", BulkIngest::upload),
            write("PATCH", "jobs/ingest/{id}", "bulk.change", BulkIngest::change),
            write("DELETE", "jobs/ingest/{id}", "bulk.delete", BulkIngest::delete),
            keeps("jobs/ingest/{id}/{which}", "bulk.results", BulkIngest::results),
            write("POST", "jobs/query", "bulk.query", BulkQueries::open),
            keeps("jobs/query", "bulk.list", BulkQueries::list),
            keeps("jobs/query/{id}", "bulk.info", BulkQueries::info),
            write("PATCH", "jobs/query/{id}", "bulk.change", BulkQueries::change),
            write("DELETE", "jobs/query/{id}", "bulk.delete", BulkQueries::delete),
            keeps("jobs/query/{id}/results", "bulk.results", BulkQueries::results));

    private static final List<Endpoint> ASYNC = List.of(
            write("POST", "job", "async.open", AsyncJobs::open),
            keeps("job/{id}", "async.info", AsyncJobs::info),
            write("POST", "job/{id}", "async.change", AsyncJobs::change),
            write("POST", "job/{id}/batch", "async.batch", AsyncJobs::addBatch),
            keeps("job/{id}/batch", "async.info", AsyncJobs::batches),
            keeps("job/{id}/batch/{batch}", "async.info", AsyncJobs::batch),
            keeps("job/{id}/batch/{batch}/request", "async.request", AsyncJobs::request),
            keeps("job/{id}/batch/{batch}/result", "async.results", AsyncJobs::results),
            keeps("job/{id}/batch/{batch}/result/{result}", "async.results", AsyncJobs::result));

    private Endpoints() {}

    private static Endpoint keeps(String path, String operation, Endpoint.Handler handler) {
        return Endpoint.of("GET", path, operation, Manner.KEEPS, handler);
    }

    /** As {@link #find}, of the older bulk API. */
    static Endpoint.@Nullable Found findAsync(String method, List<String> path) {
        return find(ASYNC, method, path);
    }

    /**
     * The endpoint of a path below the version; null if none has it.
     *
     * @param path without the version
     */
    static Endpoint.@Nullable Found find(String method, List<String> path) {
        return find(DATA, method, path);
    }

    private static Endpoint.@Nullable Found find(List<Endpoint> endpoints, String method, List<String> path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        Endpoint.Found other = null;
        for (Endpoint endpoint : endpoints) {
            Map<String, String> parts = endpoint.match(path);
            if (parts != null && endpoint.method().equals(asked)) {
                return new Endpoint.Found(endpoint, parts);
            }
            if (parts != null) {
                other = new Endpoint.Found(refusing(endpoint), parts);
            }
        }
        return other;
    }

    /** The path is there, the method is not. */
    private static Endpoint refusing(Endpoint endpoint) {
        return new Endpoint(endpoint.method(), endpoint.segments(), "unknown", Manner.READ, Endpoints::refuse);
    }

    private static FakeReply refuse(Visit visit) {
        throw Resources.notAllowed(visit.request());
    }
}
