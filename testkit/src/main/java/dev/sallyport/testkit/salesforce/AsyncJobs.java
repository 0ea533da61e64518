package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The older bulk API: jobs with batches of CSV or JSON, or with queries. */
final class AsyncJobs {
    private static final Set<String> OPERATIONS =
            Set.of("insert", "update", "upsert", "delete", "hardDelete", "query", "queryAll");

    private final Map<String, AsyncJob> jobs = new LinkedHashMap<>();
    private long lastJob = 500_000;
    private long lastBatch;

    static FakeReply open(Visit visit) {
        FakeRequest request = visit.request();
        String operation = AsyncReplies.value(request, "operation");
        String contentType = AsyncReplies.value(request, "contentType");
        String object = AsyncReplies.value(request, "object");
        if (!OPERATIONS.contains(operation)) {
            throw AsyncReplies.refusal(request, "InvalidJob", "Unknown operation: " + operation);
        }
        if (!contentType.equals("CSV") && !contentType.equals("JSON")) {
            throw AsyncReplies.refusal(request, "InvalidJob", "Unsupported content type: " + contentType);
        }
        SObjectType type = visit.call().caller().visible(visit.call().store().schema(), object);
        if (type == null) {
            throw AsyncReplies.refusal(request, "InvalidJob", "Unable to find object: " + object);
        }
        Map<String, String> settings = new LinkedHashMap<>(Map.of("operation", operation, "object", type.name()));
        String key = AsyncReplies.value(request, "externalIdFieldName");
        if (operation.equals("upsert") && key.isEmpty()) {
            throw AsyncReplies.refusal(
                    request,
                    "InvalidJob",
                    "External ID was blank for " + type.name() + ". An External ID must be specified for upsert.");
        }
        if (!key.isEmpty()) {
            settings.put("externalIdFieldName", key);
        }
        AsyncJobs all = visit.state().async();
        Call call = visit.call();
        String id = Ids.of("750", ++all.lastJob);
        BulkJob work = new BulkJob(
                id, call.caller().userId(), WireDates.seconds(call.now()), call.versionNumber(), settings, "Open");
        AsyncJob job = new AsyncJob(id, work, contentType, WireDates.seconds(call.now()));
        all.jobs.put(id, job);
        return AsyncReplies.info(request, 201, "jobInfo", job.describe());
    }

    static FakeReply info(Visit visit) {
        return AsyncReplies.info(visit.request(), 200, "jobInfo", job(visit).describe());
    }

    static FakeReply change(Visit visit) {
        AsyncJob job = job(visit);
        String state = AsyncReplies.value(visit.request(), "state");
        if (!state.equals("Closed") && !state.equals("Aborted")) {
            throw AsyncReplies.refusal(visit.request(), "InvalidJobState", "Unknown state: " + state);
        }
        if (!job.state.equals("Open")) {
            throw AsyncReplies.refusal(visit.request(), "InvalidJobState", "The job is " + job.state);
        }
        job.state = state;
        return AsyncReplies.info(visit.request(), 200, "jobInfo", job.describe());
    }

    /** Takes a batch and does it; that it is done shows when it is looked at. */
    static FakeReply addBatch(Visit visit) {
        AsyncJob job = job(visit);
        if (!job.state.equals("Open")) {
            throw AsyncReplies.refusal(
                    visit.request(), "InvalidJobState", "Invalid job state: " + job.state + ", no batch can be added");
        }
        Call call = visit.call();
        AsyncJobs all = visit.state().async();
        AsyncJob.Batch batch = new AsyncJob.Batch(
                Ids.of("751", ++all.lastBatch), visit.request().text(), WireDates.seconds(call.now()));
        job.batches.put(batch.id, batch);
        perform(call, job, batch);
        String shown = batch.state;
        batch.state = "Queued";
        FakeReply reply = AsyncReplies.info(visit.request(), 201, "batchInfo", batch.describe(job.id));
        batch.state = shown;
        return reply;
    }

    private static void perform(Call call, AsyncJob job, AsyncJob.Batch batch) {
        int before = call.unit().mark();
        try {
            if (job.isQuery()) {
                batch.table =
                        BulkRows.table(call, batch.request, job.work.operation().equals("queryAll"));
            } else {
                AsyncRows rows = AsyncRows.read(job, batch.request);
                batch.done = new BulkRows(call, job.work).all(rows.header(), rows.rows());
            }
            batch.state = "Completed";
        } catch (BulkRows.Unusable unusable) {
            batch.state = "Failed";
            batch.message = unusable.reason();
        } catch (Refusal refusal) {
            call.unit().undoTo(before);
            batch.state = "Failed";
            batch.message = "InvalidBatch : Failed to process query: "
                    + refusal.json("errorCode").path("message").asString();
        }
    }

    static FakeReply batches(Visit visit) {
        AsyncJob job = job(visit);
        if (AsyncReplies.speaksJson(visit.request())) {
            ObjectNode list = JsonNodeFactory.instance.objectNode();
            ArrayNode infos = list.putArray("batchInfo");
            job.batches.values().forEach(batch -> infos.add(batch.describe(job.id)));
            return FakeReply.json(200, list);
        }
        return AsyncReplies.xml(
                200,
                "batchInfoList",
                job.batches.values().stream()
                        .map(batch -> "<batchInfo>" + AsyncReplies.fields(batch.describe(job.id)) + "</batchInfo>")
                        .collect(Collectors.joining()));
    }

    static FakeReply batch(Visit visit) {
        AsyncJob job = job(visit);
        return AsyncReplies.info(
                visit.request(), 200, "batchInfo", batch(visit, job).describe(job.id));
    }

    static FakeReply request(Visit visit) {
        return BulkIngest.csv(200, batch(visit, job(visit)).request);
    }

    static FakeReply results(Visit visit) {
        AsyncJob job = job(visit);
        AsyncJob.Batch batch = batch(visit, job);
        if (!batch.state.equals("Completed")) {
            throw AsyncReplies.refusal(visit.request(), "InvalidBatch", "Batch not completed");
        }
        return job.isQuery() ? AsyncRows.resultList(visit.request(), batch) : AsyncRows.results(job, batch);
    }

    static FakeReply result(Visit visit) {
        AsyncJob job = job(visit);
        AsyncJob.Batch batch = batch(visit, job);
        if (!visit.part("result").equals(AsyncRows.resultId(batch))) {
            throw AsyncReplies.refusal(visit.request(), "InvalidBatch", "Result not found");
        }
        return AsyncRows.table(job, batch);
    }

    private static AsyncJob job(Visit visit) {
        @Nullable String id = Ids.normalized(visit.part("id"));
        AsyncJob job = id == null ? null : visit.state().async().jobs.get(id);
        if (job == null) {
            throw AsyncReplies.refusal(
                    visit.request(), "InvalidJob", "Unable to find job with id: " + visit.part("id"));
        }
        return job;
    }

    private static AsyncJob.Batch batch(Visit visit, AsyncJob job) {
        @Nullable String id = Ids.normalized(visit.part("batch"));
        AsyncJob.Batch batch = id == null ? null : job.batches.get(id);
        if (batch == null) {
            throw AsyncReplies.refusal(visit.request(), "InvalidBatch", "Batch not found: " + visit.part("batch"));
        }
        return batch;
    }
}
