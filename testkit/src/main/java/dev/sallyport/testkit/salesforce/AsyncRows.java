package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a batch, read from CSV or JSON, and what became of them, written as the job wants it. */
record AsyncRows(List<String> header, List<List<@Nullable String>> rows) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static AsyncRows read(AsyncJob job, String text) throws BulkRows.Unusable {
        return job.contentType.equals("JSON") ? json(text) : csv(text);
    }

    private static AsyncRows csv(String text) {
        List<List<@Nullable String>> rows = Csv.read(text, ',');
        if (rows.isEmpty()) {
            return new AsyncRows(List.of(), List.of());
        }
        List<String> header = new ArrayList<>();
        rows.get(0).forEach(title -> header.add(title == null ? "" : title.strip()));
        return new AsyncRows(header, rows.subList(1, rows.size()));
    }

    private static AsyncRows json(String text) throws BulkRows.Unusable {
        JsonNode records;
        try {
            records = JSON.readTree(text);
        } catch (JacksonException malformed) {
            throw new BulkRows.Unusable("InvalidBatch : Unable to parse JSON");
        }
        Set<String> titles = new LinkedHashSet<>();
        records.forEach(record -> titles.addAll(record.propertyNames()));
        titles.remove("attributes");
        List<String> header = List.copyOf(titles);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode record : records) {
            List<@Nullable String> row = new ArrayList<>();
            for (String title : header) {
                JsonNode value = record.path(title);
                row.add(value.isMissingNode() ? null : value.isNull() ? "#N/A" : value.asString(""));
            }
            rows.add(row);
        }
        return new AsyncRows(header, rows);
    }

    static String resultId(AsyncJob.Batch batch) {
        return Ids.withSuffix("752" + batch.id.substring(3, 15));
    }

    static FakeReply resultList(FakeRequest request, AsyncJob.Batch batch) {
        return AsyncReplies.speaksJson(request)
                ? FakeReply.json(200, NODES.arrayNode().add(resultId(batch)))
                : AsyncReplies.xml(200, "result-list", "<result>" + resultId(batch) + "</result>");
    }

    static FakeReply results(AsyncJob job, AsyncJob.Batch batch) {
        if (job.contentType.equals("JSON")) {
            ArrayNode results = NODES.arrayNode();
            batch.done.forEach(row -> results.add(result(row)));
            return FakeReply.json(200, results);
        }
        StringBuilder out = new StringBuilder();
        Csv.write(out, List.of("Id", "Success", "Created", "Error"), ',', "\n");
        for (BulkRows.Done row : batch.done) {
            List<@Nullable String> line = new ArrayList<>();
            line.add(row.id());
            line.add(Boolean.toString(row.error() == null));
            line.add(Boolean.toString(row.created()));
            line.add(row.error());
            Csv.write(out, line, ',', "\n");
        }
        return BulkIngest.csv(200, out.toString());
    }

    private static ObjectNode result(BulkRows.Done row) {
        ObjectNode result = NODES.objectNode();
        result.put("success", row.error() == null).put("created", row.created()).put("id", row.id());
        ArrayNode errors = result.putArray("errors");
        if (row.error() != null) {
            String[] parts = row.error().split(":", 2);
            errors.addObject()
                    .put("message", parts.length > 1 ? parts[1] : "")
                    .put("statusCode", parts[0])
                    .putNull("extendedErrorDetails")
                    .putArray("fields");
        }
        return result;
    }

    /** What a query found. */
    static FakeReply table(AsyncJob job, AsyncJob.Batch batch) {
        if (!job.contentType.equals("JSON")) {
            StringBuilder out = new StringBuilder();
            batch.table.forEach(row -> Csv.write(out, row, ',', "\n"));
            return BulkIngest.csv(200, out.toString());
        }
        ArrayNode records = NODES.arrayNode();
        for (List<@Nullable String> row : batch.table.subList(1, batch.table.size())) {
            ObjectNode record = records.addObject();
            record.putObject("attributes").put("type", job.work.object());
            for (int index = 0; index < row.size(); index++) {
                record.put(batch.table.get(0).get(index), row.get(index));
            }
        }
        return FakeReply.json(200, records);
    }
}
