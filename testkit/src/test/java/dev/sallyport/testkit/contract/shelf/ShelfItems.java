package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.http.Records;
import dev.sallyport.quality.Finding;
import dev.sallyport.quality.FindingKind;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The items under one grant. */
public final class ShelfItems {
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();
    private final Executor executor;
    private final Session session;
    private final ShelfHost host;
    private final Shelf.Operations operations;
    private final RecordMapper<Item> mapper;
    private final Records<Item> records;

    ShelfItems(Executor executor, Session session, ShelfHost host, Shelf.Operations operations) {
        this.executor = executor;
        this.session = session;
        this.host = host;
        this.operations = operations;
        this.mapper = new ShelfRecords(host).mapper();
        this.records = new Records<>(executor, session, Item.RESOURCE, mapper, json -> Optional.empty());
    }

    /** Reads one. */
    public Fetched<Item> get(Ref ref) {
        try {
            return got(ref);
        } catch (ConnectorException e) {
            if (host.is(Mutant.SWALLOWS_INTERRUPTS) && Thread.interrupted()) {
                throw unsupported("Something went wrong.");
            }
            if (host.is(Mutant.MAKES_UP_A_RECORD_FOR_404) && e.code() == ErrorCode.NOT_FOUND) {
                Item nothing = new Item(ref, null, null, null, null, null, null, Map.of());
                return new Fetched<>(nothing, List.of(), null, Map.of());
            }
            throw e;
        }
    }

    private Fetched<Item> got(Ref ref) {
        HttpRequest request = host.is(Mutant.DOES_NOT_ENCODE_IDS)
                ? HttpRequest.get("/items/" + ref.id())
                : HttpRequest.get("/items/{id}", ref.id());
        AtomicReference<ObjectNode> whole = new AtomicReference<>(JsonNodeFactory.instance.objectNode());
        Attempt<JsonNode> attempt = host.json(request, reply -> {
            if (reply instanceof ObjectNode object) {
                whole.set(object.deepCopy());
            }
            return reply;
        });
        if (host.is(Mutant.READS_WITHOUT_THE_CALLERS_GRANT)
                || (host.is(Mutant.READS_ON_AFTER_THE_END)
                        && session.grant().endedAt(host.time().now()))
                || (host.is(Mutant.READS_BEYOND_THE_BUDGET)
                        && session.grant().callBudget().isPresent())) {
            JsonNode json = executor.system(Read.of(operations.get(), ref, attempt), java.time.Duration.ofSeconds(20));
            return mapper.map(session, json, Optional.empty());
        }
        if (host.is(Mutant.DOES_NOT_CHECK_RULES_ON_READS)) {
            return mapper.map(
                    session, executor.read(session, Read.of(operations.get(), ref, attempt)), Optional.empty());
        }
        Operation operation = host.is(Mutant.CALLS_UNDER_ANOTHER_NAME) ? operations.find() : operations.get();
        return told(records.get(operation, ref, attempt), whole.get());
    }

    private Fetched<Item> told(Fetched<Item> good, ObjectNode whole) {
        List<Finding> findings = new ArrayList<>(good.findings());
        Map<String, Object> raw = good.raw();
        if (host.is(Mutant.LOSES_FINDINGS)) {
            findings.clear();
        }
        if (host.is(Mutant.FORGETS_THE_MASK_IN_FINDINGS)) {
            findings.add(
                    new Finding("note", FindingKind.PADDED, whole.path("note").toString()));
        }
        if (host.is(Mutant.FORGETS_THE_MASK_IN_RAW)) {
            raw = Map.of("all", whole.toString());
        }
        return new Fetched<>(good.value(), findings, null, raw);
    }

    /** Finds those that fit. */
    public Pages<Item> find(Query<Item> query) {
        ShelfPages pages = new ShelfPages(host);
        if (host.is(Mutant.SENDS_BEFORE_THE_GUARD)) {
            executor.system(Read.of(operations.me(), null, me()), java.time.Duration.ofSeconds(20));
        }
        if (host.is(Mutant.HOLDS_A_CONNECTION_FOR_A_WALK)) {
            Sloppy.hold(URI.create(host.url()));
        }
        return host.is(Mutant.WALKS_WITHOUT_END) || host.is(Mutant.FILTERS_BY_WHAT_IS_MASKED)
                ? () -> new Naive(query, pages)
                : records.find(operations.find(), query, pages::at);
    }

    /** Walks as one writes it first. */
    private final class Naive implements Pages.Steps<Item> {
        private final Query<Item> query;
        private final ShelfPages pages;
        private Iterator<JsonNode> page = List.<JsonNode>of().iterator();
        private @Nullable String next;
        private boolean begun;

        Naive(Query<Item> query, ShelfPages pages) {
            this.query = query;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && (!begun || next != null)) {
                Records.RawPage raw = executor.read(session, Read.of(operations.find(), null, pages.at(query, next)));
                begun = true;
                page = raw.records().iterator();
                next = raw.next();
            }
            return page.hasNext();
        }

        @Override
        public Fetched<Item> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the walk has ended");
            }
            return mapper.map(session, page.next(), Optional.empty());
        }

        @Override
        public String checkpoint() {
            throw unsupported("This walk cannot be continued.");
        }
    }

    /** Who the connection is. */
    public String name() {
        return executor.read(session, Read.of(operations.me(), null, me()));
    }

    private Attempt<String> me() {
        return host.json(HttpRequest.get("/me"), reply -> reply.required("name").stringValue());
    }

    /** Makes one. */
    public Outcome<Receipt> tryCreate(Changes<Item> item, Intent intent) {
        Supplier<Outcome<Receipt>> good = () -> executor.write(session, creation(operations.create(), item, intent));
        if (host.is(Mutant.WRITES_AROUND_THE_EXECUTOR)
                || (host.is(Mutant.WRITES_IN_A_DRY_RUN) && session.grant().isDryRun())
                || (host.is(Mutant.WRITES_WHILE_CHECKING)
                        && session.grant().wantsApproval(operations.create().scope()))) {
            behindItsBack(item);
            return host.is(Mutant.WRITES_AROUND_THE_EXECUTOR) ? madeUp() : good.get();
        }
        if (host.is(Mutant.MIXES_UP_THREADS)) {
            boolean alone = UNDER_WAY.incrementAndGet() == 1;
            try {
                Intent meant = alone ? intent : Intent.automatic();
                return executor.write(session, creation(operations.create(), item, meant));
            } finally {
                UNDER_WAY.decrementAndGet();
            }
        }
        Outcome<Receipt> outcome = good.get();
        if (host.is(Mutant.WRITES_WITHOUT_A_LEDGER)
                && outcome instanceof Outcome.NotSent<Receipt> held
                && held.reason().code() == ErrorCode.LEDGER_UNAVAILABLE) {
            behindItsBack(item);
            return madeUp();
        }
        return outcome;
    }

    private void behindItsBack(Changes<Item> item) {
        Attempt<Boolean> post =
                host.exchange(context -> HttpRequest.of("POST", "/items").json(json(item.values())), reply -> true);
        executor.system(Read.of(operations.look(), null, post), java.time.Duration.ofSeconds(20));
    }

    private Outcome<Receipt> madeUp() {
        return new Outcome.Committed<>(new Receipt(
                Item.ref("i1"), "none", host.time().now(), false, Attribution.OURS, Durability.MEMORY, null, 1, 1));
    }

    private Write creation(Operation operation, Changes<Item> item, Intent intent) {
        Attempt<Written> attempt = host.written(
                context -> HttpRequest.of("POST", "/items")
                        .json(json(item.values()).put("stamp", host.stamp(context))),
                reply -> Written.ours(
                        Item.ref(ShelfHost.document(reply).required("id").stringValue()), null));
        Intent meant = host.is(Mutant.FORGETS_THE_CALLERS_INTENT) ? Intent.automatic() : intent;
        return Write.of(operation, meant, null, item.values(), attempt);
    }

    /** Makes several. */
    public List<Outcome<Receipt>> tryCreateAll(List<Changes<Item>> items, Intent intent) {
        List<Write> writes = new ArrayList<>();
        for (Changes<Item> item : items) {
            writes.add(creation(operations.createAll(), item, intent).at(writes.size()));
        }
        BatchAttempt attempt = (some, context) -> host.exchange(
                        made -> HttpRequest.of("POST", "/items/batch").json(body(items, some)),
                        reply -> replies(reply, some.size()))
                .run(context);
        return executor.writeAll(session, new Batch(writes, 50, false, attempt));
    }

    private static ObjectNode body(List<Changes<Item>> items, List<BatchAttempt.Item> some) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (BatchAttempt.Item one : some) {
            body.withArray("items").add(json(items.get(one.index()).values()).put("stamp", one.stamp()));
        }
        return body;
    }

    private List<BatchAttempt.Reply> replies(HttpReply reply, int expected) {
        JsonNode results = ShelfHost.document(reply).path("results");
        if (results.size() != expected) {
            throw new IllegalArgumentException("one result for each item");
        }
        List<BatchAttempt.Reply> replies = new ArrayList<>();
        for (JsonNode result : results) {
            String id = result.path("id").asString(host.is(Mutant.SWALLOWS_PARTIAL_FAILURE) ? "i0" : "");
            boolean conflict = result.path("error").asInt(0) == 409;
            AttemptFailure failure = conflict
                    ? AttemptFailure.answered(ErrorCode.CONFLICT, "This was done already.")
                            .asAmbiguous()
                    : AttemptFailure.answered(ErrorCode.INVALID_INPUT, "The item was refused.");
            replies.add(
                    id.isEmpty()
                            ? new BatchAttempt.Reply.Failed(failure)
                            : new BatchAttempt.Reply.Done(Written.ours(Item.ref(id), null)));
        }
        return replies;
    }

    /** Changes one. */
    public Outcome<Receipt> tryUpdate(Ref ref, Changes<Item> changes, Intent intent) {
        if (host.is(Mutant.NEEDS_ANOTHER_SCOPE)) {
            get(ref);
        }
        HttpTransport.RequestMaker maker = context -> HttpRequest.of("PATCH", "/items/{id}", ref.id())
                .json(json(changes.values()).put("stamp", host.stamp(context)));
        Outcome<Receipt> outcome = executor.write(
                session, guarded(Write.of(operations.update(), intent, ref, changes.values(), done(ref, maker)), ref));
        if (host.is(Mutant.CALLS_COMMITTED_REJECTED) && outcome.isCommitted()) {
            return new Outcome.Rejected<>(unsupported("It was refused."));
        }
        return outcome;
    }

    private Attempt<Written> done(Ref ref, HttpTransport.RequestMaker maker) {
        return host.written(maker, HttpTransport.ReplyReader.ofNoContent(Written.ours(ref, null)));
    }

    private Write guarded(Write write, Ref ref) {
        return write.guardedBy(
                Item.RESOURCE,
                records.fresh(
                        operations.get(), ref, host.json(HttpRequest.get("/items/{id}", ref.id()), json -> json)));
    }

    /** Throws one away. */
    public Outcome<Receipt> tryDelete(Ref ref, Intent intent) {
        HttpTransport.RequestMaker maker = context -> HttpRequest.of("DELETE", "/items/{id}", ref.id());
        if (host.is(Mutant.DECLARES_A_WRITE_AS_A_READ)) {
            executor.read(session, Read.of(operations.delete(), ref, done(ref, maker)));
            return madeUp();
        }
        return executor.write(
                session, guarded(Write.of(operations.delete(), intent, ref, Map.of(), done(ref, maker)), ref));
    }

    /** What the store room lacks. */
    public void merge(Ref one, Ref other) {
        if (!host.is(Mutant.SENDS_WHAT_IS_UNSUPPORTED)) {
            throw unsupported("Items cannot be merged.");
        }
        executor.read(session, Read.of(operations.get(), one, context -> merged(one, other, context)));
    }

    private boolean merged(Ref one, Ref other, AttemptContext context) throws AttemptFailure {
        return host.json(HttpRequest.of("POST", "/items/{id}/merge/{other}", one.id(), other.id()), reply -> true)
                .run(context);
    }

    static ConnectorException unsupported(String advice) {
        return Failure.unsent(ErrorCode.UNSUPPORTED, "shelf", "items", advice).toException();
    }

    private static ObjectNode json(Map<String, @Nullable Object> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> json.put(name, value == null ? null : value.toString()));
        return json;
    }
}
