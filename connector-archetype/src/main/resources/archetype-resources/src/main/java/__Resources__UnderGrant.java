package ${package};

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls, each handed to the executor as data. */
final class ${Resources}UnderGrant implements ${Resources} {
    private static final int LARGEST_PAGE = 100;
    private static final Set<String> FILTERS = Set.of("code", "name");

    private final Executor executor;
    private final Session session;
    private final HttpTransport transport;
    private final ${System}Operations operations;
    private final Records<${Resource}> records;

    ${Resources}UnderGrant(Executor executor, Session session, HttpTransport transport, ${System}Operations operations) {
        this.executor = executor;
        this.session = session;
        this.transport = transport;
        this.operations = operations;
        this.records = new Records<>(executor, session, ${Resource}.RESOURCE, ${Resource}Records.MAPPER, ${Resource}Records::version);
    }

    @Override
    public Fetched<${Resource}> get(Ref ref) {
        return records.get(${System}Operations.GET, ref, read(ref));
    }

    @Override
    public Pages<${Resource}> find(Query<${Resource}> query) {
        return records.find(
                ${System}Operations.FIND,
                query,
                (narrowed, cursor) -> transport.exchange(list(narrowed, cursor), ${Resource}Records::page));
    }

    @Override
    public Outcome<Receipt> tryCreate(Changes<${Resource}> changes, Intent intent) {
        HttpRequest request = HttpRequest.of("POST", "/api/${resources}").json(${Resource}Records.json(changes, operations.create));
        return executor.write(session, Write.of(operations.create, intent, null, changes.values(), sent(request)));
    }

    @Override
    public Outcome<Receipt> tryUpdate(Ref ref, Changes<${Resource}> changes, Intent intent) {
        HttpRequest request =
                HttpRequest.of("PATCH", "/api/${resources}/{id}", ref.id()).json(${Resource}Records.json(changes, operations.update));
        HttpRequest conditional = changes.version()
                .map(version -> request.header("If-Match", version))
                .orElse(request);
        return change(operations.update, ref, changes.values(), intent, conditional);
    }

    private Outcome<Receipt> change(
            Operation operation,
            Ref ref,
            Map<String, ? extends @Nullable Object> content,
            Intent intent,
            HttpRequest request) {
        Write write = Write.of(operation, intent, ref, content, sent(request));
        return executor.write(
                session, write.guardedBy(${Resource}.RESOURCE, records.fresh(${System}Operations.LOOK, ref, read(ref))));
    }

    /** The key makes a repeat safe. A version that the caller insists on, or a record rule was checked on, is the only one. */
    private Attempt<Written> sent(HttpRequest request) {
        return transport.exchange(
                context -> {
                    HttpRequest keyed = request.header("Idempotency-Key", context.stamp());
                    return context.checkedVersion()
                            .filter(version -> !request.headers().containsKey("If-Match"))
                            .map(version -> keyed.header("If-Match", version))
                            .orElse(keyed);
                },
                ${Resource}Records::written);
    }

    private Attempt<JsonNode> read(Ref ref) {
        return transport.exchange(HttpRequest.get("/api/${resources}/{id}", ref.id()), HttpReply::document);
    }

    private static HttpRequest list(Query<${Resource}> query, @Nullable String cursor) {
        if (query.sort().isPresent()) {
            throw ${System}Operations.unsupported(
                    ${System}Operations.FIND, "The system lists in one order only, the oldest first.");
        }
        int size = Math.min(LARGEST_PAGE, query.pageSizeOr(LARGEST_PAGE));
        HttpRequest list = HttpRequest.get("/api/${resources}").query("limit", String.valueOf(size));
        HttpRequest filtered =
                query.filter().map(filter -> filtered(list, filter)).orElse(list);
        return cursor == null ? filtered : filtered.query("after", cursor);
    }

    private static HttpRequest filtered(HttpRequest list, Filter<${Resource}> filter) {
        if (filter instanceof Filter.AllOf<${Resource}> all) {
            HttpRequest both = list;
            for (Filter<${Resource}> part : all.parts()) {
                both = filtered(both, part);
            }
            return both;
        }
        if (filter instanceof Filter.Comparison<${Resource}, ?> one
                && one.operator() == Filter.Operator.IS
                && FILTERS.contains(one.field().name())) {
            return list.query(one.field().name(), String.valueOf(one.values().get(0)));
        }
        throw ${System}Operations.unsupported(
                ${System}Operations.FIND, "The system compares code and name for equality, and only by 'and'.");
    }
}
