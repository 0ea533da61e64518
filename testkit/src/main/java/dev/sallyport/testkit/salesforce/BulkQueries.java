package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Jobs that query: opened, looked at, and fetched page by page. */
final class BulkQueries {
    private static final int LARGEST_PAGE = 250_000;
    private static final String LOCATOR = "Sforce-Locator";

    private BulkQueries() {}

    static FakeReply open(Visit visit) {
        JsonNode asked = visit.body();
        String operation = asked.path("operation").asString("");
        if (!operation.equals("query") && !operation.equals("queryAll")) {
            throw Refusal.of(400, "INVALIDJOB", "Invalid operation: " + operation);
        }
        String soql = asked.path("query").asString("");
        List<List<@Nullable String>> table = BulkRows.table(visit.call(), soql, operation.equals("queryAll"));
        Map<String, String> settings = new LinkedHashMap<>(BulkJobs.layout(asked));
        settings.put("operation", operation);
        settings.put("query", soql);
        settings.put("object", SoqlParser.parse(soql).from().text());
        BulkJob job = visit.state().bulk().open(visit.call(), settings, "UploadComplete");
        job.finish(table);
        return FakeReply.json(200, job.describe(false));
    }

    static FakeReply info(Visit visit) {
        BulkJob job = job(visit);
        BulkJobs.advance(visit.call(), job);
        return FakeReply.json(200, job.describe(true));
    }

    static FakeReply change(Visit visit) {
        BulkJob job = job(visit);
        if (!visit.body().path("state").asString("").equals("Aborted")) {
            throw Refusal.of(400, "INVALIDJOBSTATE", "A query job can only be set to Aborted");
        }
        BulkJobs.abort(visit.call(), job);
        return FakeReply.json(200, job.describe(false));
    }

    static FakeReply list(Visit visit) {
        return visit.state().bulk().list(true);
    }

    static FakeReply delete(Visit visit) {
        return visit.state().bulk().delete(job(visit));
    }

    /** The last page says so by a locator that reads {@code null}. */
    static FakeReply results(Visit visit) {
        BulkJob job = job(visit);
        if (!job.state().equals("JobComplete")) {
            return FakeReply.empty(204);
        }
        List<List<@Nullable String>> table = job.table();
        int from = Math.max(1, start(visit.request().query("locator"), table.size()));
        int until = (int) Math.min(table.size(), from + (long) Math.max(1, visit.number("maxRecords", LARGEST_PAGE)));
        StringBuilder out = new StringBuilder();
        Csv.write(out, table.get(0), job.delimiter(), job.lineEnding());
        table.subList(from, until).forEach(row -> Csv.write(out, row, job.delimiter(), job.lineEnding()));
        return BulkIngest.csv(200, out.toString())
                .header(LOCATOR, until < table.size() ? locator(until) : "null")
                .header("Sforce-NumberOfRecords", Integer.toString(until - from));
    }

    private static String locator(int row) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("row" + row).getBytes(StandardCharsets.UTF_8));
    }

    private static int start(@Nullable String locator, int rows) {
        if (locator == null || locator.isEmpty() || locator.equals("null")) {
            return 1;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.UTF_8);
            if (plain.matches("row\\d{1,9}")) {
                return Math.min(Integer.parseInt(plain.substring(3)), rows);
            }
        } catch (IllegalArgumentException notOurs) {
            // The same as any other locator that the fake did not give out.
        }
        throw Refusal.of(400, "INVALID_LOCATOR", "Invalid locator");
    }

    private static BulkJob job(Visit visit) {
        return visit.state().bulk().find(visit, true);
    }
}
