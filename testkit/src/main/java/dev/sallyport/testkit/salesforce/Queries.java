package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The query resources: a first page, and those after it. */
final class Queries {
    private static final Pattern LOCATOR = Pattern.compile("(01g\\w{15})-(\\d{1,9})");
    private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,6})");
    private static final Pattern TIMES = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?");
    private static final Pattern STAMPS = Pattern.compile("sp-[0-9a-f]{8,}");
    private static final int LARGEST_PAGE = 2_000;
    private static final int SMALLEST_PAGE = 200;

    private final Cursors cursors;
    private final Recency recency;
    private final int pageSize;

    /**
     * The resources.
     *
     * @param pageSize the most records on a page, however many were asked for
     */
    Queries(Cursors cursors, Recency recency, int pageSize) {
        this.cursors = cursors;
        this.recency = recency;
        this.pageSize = pageSize;
    }

    /** The query without what differs each time: times, and stamps of intents. */
    static String canonical(String query) {
        return STAMPS.matcher(TIMES.matcher(query).replaceAll("")).replaceAll("");
    }

    FakeReply first(FakeRequest request, Call call, boolean withDeleted) {
        String text = request.query("q");
        if (text == null || text.isBlank()) {
            throw Refusal.of(400, "MALFORMED_QUERY", "unexpected token: <EOF>");
        }
        Soql query = SoqlParser.parse(text);
        SoqlRunner runner = new SoqlRunner(call.store(), call.caller(), call.now(), withDeleted);
        if (Aggregates.areIn(query)) {
            return aggregate(new Aggregates(runner, query), query);
        }
        SObjectType type = runner.type(query);
        Shape shape = Shape.of(query, type, runner);
        List<Row> rows = runner.rows(query, type);
        if (query.forView()) {
            rows.forEach(row -> recency.saw(call.caller().userId(), row.id()));
        }
        return first(request, call, canonical(text), rows, shape);
    }

    /** The first page of rows that are found already; {@code content} tells what was asked. */
    FakeReply first(FakeRequest request, Call call, String content, List<Row> rows, Shape shape) {
        Cursors.Cursor cursor = new Cursors.Cursor(call.caller().userId(), rows, shape, call.now());
        int size = size(request);
        String id = rows.size() > size ? cursors.open(content, cursor) : "";
        return page(call, cursor, id, 0, size);
    }

    private static FakeReply aggregate(Aggregates aggregates, Soql query) {
        if (Aggregates.isBareCount(query)) {
            return FakeReply.json(200, envelope(aggregates.count(), true, JsonNodeFactory.instance.arrayNode()));
        }
        List<JsonNode> records = aggregates.records();
        if (records.size() > LARGEST_PAGE) {
            throw Refusal.of(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the"
                            + " results to a single batch");
        }
        return FakeReply.json(
                200,
                envelope(
                        records.size(),
                        true,
                        JsonNodeFactory.instance.arrayNode().addAll(records)));
    }

    FakeReply next(FakeRequest request, String locator, Call call) {
        Matcher parts = LOCATOR.matcher(locator);
        Cursors.@Nullable Cursor cursor =
                parts.matches() ? cursors.find(parts.group(1), call.caller().userId(), call.now()) : null;
        if (cursor == null) {
            throw Refusal.of(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        int from = Math.min(Integer.parseInt(parts.group(2)), cursor.rows().size());
        return page(call, cursor, parts.group(1), from, size(request));
    }

    private int size(FakeRequest request) {
        String options = request.header("Sforce-Query-Options");
        Matcher asked = BATCH_SIZE.matcher(options == null ? "" : options);
        int size = asked.find() ? Integer.parseInt(asked.group(1)) : LARGEST_PAGE;
        return Math.min(pageSize, Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, size)));
    }

    private static FakeReply page(Call call, Cursors.Cursor cursor, String id, int from, int size) {
        int until = Math.min(from + size, cursor.rows().size());
        boolean done = until == cursor.rows().size();
        RecordView view = call.view();
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        cursor.rows()
                .subList(from, until)
                .forEach(row -> records.add(cursor.shape().show(row, view)));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("totalSize", cursor.rows().size()).put("done", done);
        if (!done) {
            page.put("nextRecordsUrl", "/services/data/" + call.version() + "/query/" + id + "-" + until);
        }
        page.set("records", records);
        return FakeReply.json(200, page);
    }

    private static ObjectNode envelope(int total, boolean done, ArrayNode records) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("totalSize", total).put("done", done).set("records", records);
        return page;
    }
}
