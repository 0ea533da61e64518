package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Jobs that write: opened, given rows once, closed, looked at, and fetched. */
final class BulkIngest {
    private static final Set<String> OPERATIONS = Set.of("insert", "update", "upsert", "delete", "hardDelete");
    private static final int MOST_BYTES = 150_000_000;

    private BulkIngest() {}

    static FakeReply open(Visit visit) {
        JsonNode asked = visit.body();
        String operation = asked.path("operation").asString("");
        if (!OPERATIONS.contains(operation)) {
            throw Refusal.of(400, "INVALIDJOB", "Invalid operation: " + operation);
        }
        if (!asked.path("contentType").asString("CSV").equals("CSV")) {
            throw Refusal.of(400, "INVALIDJOB", "The only content type supported is CSV");
        }
        Map<String, String> settings = new LinkedHashMap<>(BulkJobs.layout(asked));
        settings.put("operation", operation);
        SObjectType type = BulkJobs.object(visit.call(), asked.path("object").asString(""));
        settings.put("object", type.name());
        if (operation.equals("upsert")) {
            settings.put("externalIdFieldName", key(visit.call(), type, asked));
        }
        BulkJob job = visit.state().bulk().open(visit.call(), settings, "Open");
        return FakeReply.json(200, job.describe(false));
    }

    private static String key(Call call, SObjectType type, JsonNode asked) {
        String name = asked.path("externalIdFieldName").asString("");
        if (name.isEmpty()) {
            throw Refusal.of(
                    400,
                    "INVALIDJOB",
                    "External ID was blank for " + type.name() + ". An External ID must be specified for upsert.");
        }
        Field field = call.caller().field(type, name);
        if (field == null || !(field.type() == FieldType.ID || field.is(Field.Trait.EXTERNAL_ID))) {
            throw Refusal.of(
                    400,
                    "INVALIDJOB",
                    "InvalidJob : Field name provided, " + name + " does not match an External ID, Salesforce Id, or"
                            + " indexed field for " + type.name());
        }
        return field.name();
    }

    static FakeReply upload(Visit visit) {
        BulkJob job = job(visit);
        if (!job.state().equals("Open") || job.upload() != null) {
            throw Refusal.of(
                    400, "INVALIDJOBSTATE", "Uploading data is not allowed for a job in the state " + job.state());
        }
        if (visit.request().length() > MOST_BYTES) {
            throw Refusal.of(400, "EXCEEDEDQUOTA", "The upload is larger than 150 MB");
        }
        job.upload(visit.request().text());
        return FakeReply.empty(201);
    }

    /** Closes a job, whereupon it is done, or gives it up. */
    static FakeReply change(Visit visit) {
        BulkJob job = job(visit);
        String wanted = visit.body().path("state").asString("");
        if (!wanted.equals("UploadComplete") && !wanted.equals("Aborted")) {
            throw Refusal.of(400, "INVALIDJOBSTATE", "Invalid state: " + wanted);
        }
        if (wanted.equals("Aborted")) {
            BulkJobs.abort(visit.call(), job);
        } else {
            close(visit.call(), job);
        }
        return FakeReply.json(200, job.describe(false));
    }

    private static void close(Call call, BulkJob job) {
        if (!job.state().equals("Open")) {
            throw Refusal.of(400, "INVALIDJOBSTATE", "Closing a job in the state " + job.state() + " not allowed");
        }
        job.enter("UploadComplete", WireDates.seconds(call.now()));
        String csv = job.upload();
        List<List<@Nullable String>> rows = Csv.read(csv == null ? "" : csv, job.delimiter());
        if (rows.isEmpty()) {
            job.finish(List.of(), List.of());
            return;
        }
        List<String> header = new ArrayList<>();
        rows.get(0).forEach(column -> header.add(column == null ? "" : column.strip()));
        try {
            job.finish(header, new BulkRows(call, job).all(header, rows.subList(1, rows.size())));
        } catch (BulkRows.Unusable unusable) {
            job.fail(unusable.reason(), WireDates.seconds(call.now()));
        }
    }

    static FakeReply info(Visit visit) {
        BulkJob job = job(visit);
        BulkJobs.advance(visit.call(), job);
        return FakeReply.json(200, job.describe(true));
    }

    static FakeReply list(Visit visit) {
        return visit.state().bulk().list(false);
    }

    static FakeReply delete(Visit visit) {
        return visit.state().bulk().delete(job(visit));
    }

    static FakeReply results(Visit visit) {
        BulkJob job = job(visit);
        String which = visit.part("which").toLowerCase(Locale.ROOT);
        String csv = switch (which) {
            case "successfulresults" -> job.results(true);
            case "failedresults" -> job.results(false);
            case "unprocessedrecords" -> job.unprocessed();
            default -> throw Refusal.notFound();
        };
        return csv(200, csv);
    }

    static FakeReply csv(int status, String csv) {
        return FakeReply.of(status, "text/csv; charset=UTF-8", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static BulkJob job(Visit visit) {
        return visit.state().bulk().find(visit, false);
    }
}
