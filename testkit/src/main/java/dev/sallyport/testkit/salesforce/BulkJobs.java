package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of an org, and what the two kinds have in common. */
final class BulkJobs {
    private static final int QUERIES_SINCE = 47;

    private final Map<String, BulkJob> jobs = new LinkedHashMap<>();
    private long last;

    BulkJob open(Call call, Map<String, String> settings, String state) {
        BulkJob job = new BulkJob(
                Ids.of("750", ++last),
                call.caller().userId(),
                WireDates.seconds(call.now()),
                call.versionNumber(),
                settings,
                state);
        jobs.put(job.id(), job);
        return job;
    }

    /** The job that the path names. */
    BulkJob find(Visit visit, boolean query) {
        String id = Ids.normalized(visit.part("id"));
        BulkJob job = id == null ? null : jobs.get(id);
        if (job == null || job.isQuery() != query) {
            throw Refusal.notFound();
        }
        if (query
                && visit.call().versionNumber() != job.version()
                && visit.call().versionNumber() >= QUERIES_SINCE) {
            throw Refusal.of(
                    409,
                    "API_ERROR",
                    "The API version of the request differs from that of the job: " + job.version() + ".0");
        }
        return job;
    }

    /** Each look finds the job one step further. */
    static void advance(Call call, BulkJob job) {
        if (job.state().equals("UploadComplete")) {
            job.enter("InProgress", WireDates.seconds(call.now()));
        } else if (job.state().equals("InProgress")) {
            job.enter("JobComplete", WireDates.seconds(call.now()));
        }
    }

    static void abort(Call call, BulkJob job) {
        if (job.state().equals("JobComplete") || job.state().equals("Failed")) {
            throw Refusal.of(400, "INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
        }
        job.enter("Aborted", WireDates.seconds(call.now()));
    }

    FakeReply delete(BulkJob job) {
        if (!job.state().equals("JobComplete")
                && !job.state().equals("Failed")
                && !job.state().equals("Aborted")) {
            throw Refusal.of(400, "INVALIDJOBSTATE", "Deleting a job in the state " + job.state() + " not allowed");
        }
        jobs.remove(job.id());
        return FakeReply.empty(204);
    }

    FakeReply list(boolean queries) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("done", true);
        ArrayNode records = reply.putArray("records");
        jobs.values().stream().filter(job -> job.isQuery() == queries).forEach(job -> records.add(job.describe(false)));
        return FakeReply.json(200, reply.putNull("nextRecordsUrl"));
    }

    static SObjectType object(Call call, String name) {
        SObjectType type = call.caller().visible(call.store().schema(), name);
        if (type == null) {
            throw Refusal.of(400, "INVALIDJOB", "InvalidJob : Entity is not api accessible: " + name);
        }
        return type;
    }

    /** How the client wants its text laid out. */
    static Map<String, String> layout(JsonNode asked) {
        Map<String, String> layout = new LinkedHashMap<>();
        String delimiter = asked.path("columnDelimiter").asString("COMMA");
        String ending = asked.path("lineEnding").asString("LF");
        if (!BulkJob.isDelimiter(delimiter) || !(ending.equals("LF") || ending.equals("CRLF"))) {
            throw Refusal.of(400, "INVALIDJOB", "Unknown columnDelimiter or lineEnding: " + delimiter + ", " + ending);
        }
        layout.put("columnDelimiter", delimiter);
        layout.put("lineEnding", ending);
        return layout;
    }
}
