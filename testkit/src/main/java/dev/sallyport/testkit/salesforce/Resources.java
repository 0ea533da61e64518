package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HttpDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The versioned REST API: which resource answers which route. */
final class Resources {
    private static final int MOST_RECENT = 5;
    private static final List<String> RESOURCES = List.of(
            "sobjects", "query", "queryAll", "search", "parameterizedSearch", "limits", "recent", "composite", "jobs");
    private static final Set<String> WITH_BODY = Set.of("POST", "PATCH", "PUT");

    private final Queries queries;
    private final Org org;
    private final OrgState state;
    private final String root;

    Resources(Queries queries, Org org, OrgState state, String root) {
        this.queries = queries;
        this.org = org;
        this.state = state;
        this.root = root;
    }

    Queries queries() {
        return queries;
    }

    OrgState state() {
        return state;
    }

    FakeReply serve(FakeRequest request, Route route, Call call) {
        if (route.action() == Route.Action.ENDPOINT) {
            Endpoint.Found found = Objects.requireNonNull(route.found());
            return found.endpoint().handler().serve(new Visit(request, found, call, this));
        }
        requireJson(request);
        return switch (route.action()) {
            case RESOURCES -> FakeReply.json(200, resources(call));
            case LIMITS -> FakeReply.json(200, "{}");
            case DESCRIBE_GLOBAL -> described(request, call.describe().global());
            case DESCRIBE_BASIC -> basic(call, call.type(route.object()));
            case DESCRIBE -> described(request, call.describe().full(call.type(route.object())));
            case QUERY -> queries.first(request, call, false);
            case QUERY_ALL -> queries.first(request, call, true);
            case QUERY_MORE -> queries.next(request, route.key(), call);
            case COLLECTION_CREATE, COLLECTION_UPDATE, COLLECTION_DELETE, COLLECTION_GET ->
                new Collections(call).serve(request, route);
            case COMPOSITE, BATCH -> new Composite(this, call).serve(request, route);
            case METHOD_NOT_ALLOWED -> throw notAllowed(request);
            case RELATED -> Relations.serve(request, call, queries, route);
            case CREATE, GET, UPDATE, DELETE, GET_BY_KEY, UPSERT, DELETE_BY_KEY -> record(request, route, call);
            default -> throw Refusal.notFound();
        };
    }

    private FakeReply basic(Call call, SObjectType type) {
        ObjectNode basic = call.describe().basic(type);
        basic.set("recentItems", state.recency().items(call, type, MOST_RECENT));
        return FakeReply.json(200, basic);
    }

    /** What an org has does not change while the fake runs. */
    private FakeReply described(FakeRequest request, ObjectNode described) {
        FakeReply reply = FakeReply.json(200, described);
        String tag = Preconditions.tag(reply.text());
        boolean known =
                Preconditions.unmodified(request, state.opened()) || Preconditions.holds(request, "If-None-Match", tag);
        return (known ? FakeReply.empty(304) : reply)
                .header("ETag", tag)
                .header("Last-Modified", HttpDate.of(state.opened()));
    }

    private FakeReply record(FakeRequest request, Route route, Call call) {
        SObjectType type = call.type(route.object());
        return switch (route.action()) {
            case CREATE -> SingleRecords.create(request, call, route.object());
            case UPDATE -> SingleRecords.update(request, call, SingleRecords.row(call, type, route.key()));
            case DELETE -> SingleRecords.delete(call, SingleRecords.row(call, type, route.key()));
            case GET -> {
                Row row = SingleRecords.row(call, type, route.key());
                if (row.isDeleted()) {
                    throw Refusal.notFound();
                }
                state.recency().note(request, call, row);
                yield SingleRecords.get(request, call, row);
            }
            case UPSERT ->
                SingleRecords.upsert(
                        request, call, type, SingleRecords.externalId(call, type, route.key()), route.value());
            default ->
                SingleRecords.byKey(
                        request, call, type, SingleRecords.externalId(call, type, route.key()), route.value());
        };
    }

    private static void requireJson(FakeRequest request) {
        String type = request.header("Content-Type");
        if (WITH_BODY.contains(request.method())
                && request.length() > 0
                && type != null
                && !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw Refusal.of(415, "UNSUPPORTED_MEDIA_TYPE", "Content type is not supported: " + type);
        }
    }

    static Refusal notAllowed(FakeRequest request) {
        return Refusal.of(405, "METHOD_NOT_ALLOWED", "HTTP Method '" + Route.method(request) + "' not allowed.");
    }

    private ObjectNode resources(Call call) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (String name : RESOURCES) {
            map.put(name, "/services/data/" + call.version() + "/" + name);
        }
        map.put("identity", root + "/id/" + org.id() + "/" + call.caller().userId());
        return map;
    }
}
