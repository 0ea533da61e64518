package dev.sallyport.examples.inventory;

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
import tools.jackson.databind.node.JsonNodeFactory;

/** The calls, each handed to the executor as data. */
final class ItemsUnderGrant implements Items {
    private static final int LARGEST_PAGE = 100;
    private static final Set<String> FILTERS = Set.of("code", "name");

    private final Executor executor;
    private final Session session;
    private final HttpTransport transport;
    private final InventoryOperations operations;
    private final Records<Item> records;

    ItemsUnderGrant(Executor executor, Session session, HttpTransport transport, InventoryOperations operations) {
        this.executor = executor;
        this.session = session;
        this.transport = transport;
        this.operations = operations;
        this.records = new Records<>(executor, session, Item.RESOURCE, ItemRecords.MAPPER, ItemRecords::version);
    }

    @Override
    public Fetched<Item> get(Ref ref) {
        return records.get(InventoryOperations.GET, ref, read(ref));
    }

    @Override
    public Pages<Item> find(Query<Item> query) {
        return records.find(
                InventoryOperations.FIND,
                query,
                (narrowed, cursor) -> transport.exchange(list(narrowed, cursor), ItemRecords::page));
    }

    @Override
    public Outcome<Receipt> tryCreate(Changes<Item> changes, Intent intent) {
        HttpRequest request = HttpRequest.of("POST", "/api/items").json(ItemRecords.json(changes, operations.create));
        return executor.write(session, Write.of(operations.create, intent, null, changes.values(), sent(request)));
    }

    @Override
    public Outcome<Receipt> tryUpdate(Ref ref, Changes<Item> changes, Intent intent) {
        HttpRequest request =
                HttpRequest.of("PATCH", "/api/items/{id}", ref.id()).json(ItemRecords.json(changes, operations.update));
        HttpRequest conditional = changes.version()
                .map(version -> request.header("If-Match", version))
                .orElse(request);
        return change(operations.update, ref, changes.values(), intent, conditional);
    }

    @Override
    public Outcome<Receipt> tryReserve(Ref ref, long quantity, Intent intent) {
        HttpRequest request = HttpRequest.of("POST", "/api/items/{id}/reservations", ref.id())
                .json(JsonNodeFactory.instance.objectNode().put("quantity", quantity));
        return change(operations.reserve, ref, Map.of("quantity", quantity), intent, request);
    }

    private Outcome<Receipt> change(
            Operation operation,
            Ref ref,
            Map<String, ? extends @Nullable Object> content,
            Intent intent,
            HttpRequest request) {
        Write write = Write.of(operation, intent, ref, content, sent(request));
        return executor.write(
                session, write.guardedBy(Item.RESOURCE, records.fresh(InventoryOperations.LOOK, ref, read(ref))));
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
                ItemRecords::written);
    }

    private Attempt<JsonNode> read(Ref ref) {
        return transport.exchange(HttpRequest.get("/api/items/{id}", ref.id()), HttpReply::document);
    }

    private static HttpRequest list(Query<Item> query, @Nullable String cursor) {
        if (query.sort().isPresent()) {
            throw InventoryOperations.unsupported(
                    InventoryOperations.FIND, "The system lists in one order only, the oldest first.");
        }
        int size = Math.min(LARGEST_PAGE, query.pageSizeOr(LARGEST_PAGE));
        HttpRequest list = HttpRequest.get("/api/items").query("limit", String.valueOf(size));
        HttpRequest filtered =
                query.filter().map(filter -> filtered(list, filter)).orElse(list);
        return cursor == null ? filtered : filtered.query("after", cursor);
    }

    private static HttpRequest filtered(HttpRequest list, Filter<Item> filter) {
        if (filter instanceof Filter.AllOf<Item> all) {
            HttpRequest both = list;
            for (Filter<Item> part : all.parts()) {
                both = filtered(both, part);
            }
            return both;
        }
        if (filter instanceof Filter.Comparison<Item, ?> one
                && one.operator() == Filter.Operator.IS
                && FILTERS.contains(one.field().name())) {
            return list.query(one.field().name(), String.valueOf(one.values().get(0)));
        }
        throw InventoryOperations.unsupported(
                InventoryOperations.FIND, "The system compares code and name for equality, and only by 'and'.");
    }
}
