package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A job of the older bulk API with its batches. */
final class AsyncJob {
    final String id;
    final BulkJob work;
    final String contentType;
    final Map<String, Batch> batches = new LinkedHashMap<>();
    private final Instant created;
    String state = "Open";

    AsyncJob(String id, BulkJob work, String contentType, Instant created) {
        this.id = id;
        this.work = work;
        this.contentType = contentType;
        this.created = created;
    }

    /** Rows or a query sent at once. */
    static final class Batch {
        final String id;
        final String request;
        final Instant created;
        String state = "Queued";
        String message = "";
        List<BulkRows.Done> done = List.of();
        List<List<@Nullable String>> table = List.of();

        Batch(String id, String request, Instant created) {
            this.id = id;
            this.request = request;
            this.created = created;
        }

        int processed() {
            return done.isEmpty() ? Math.max(0, table.size() - 1) : done.size();
        }

        long failed() {
            return done.stream().filter(row -> row.error() != null).count();
        }

        ObjectNode describe(String jobId) {
            ObjectNode info = JsonNodeFactory.instance.objectNode();
            info.put("id", id).put("jobId", jobId).put("state", state);
            if (!message.isEmpty()) {
                info.put("stateMessage", message);
            }
            info.put("createdDate", WireDates.format(created)).put("systemModstamp", WireDates.format(created));
            info.put("numberRecordsProcessed", processed()).put("numberRecordsFailed", failed());
            return info.put("totalProcessingTime", 0)
                    .put("apiActiveProcessingTime", 0)
                    .put("apexProcessingTime", 0);
        }
    }

    boolean isQuery() {
        return work.operation().startsWith("query");
    }

    ObjectNode describe() {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("id", id).put("operation", work.operation()).put("object", work.object());
        info.put("createdById", work.userId()).put("createdDate", WireDates.format(created));
        info.put("systemModstamp", WireDates.format(created)).put("state", state);
        String key = work.key();
        if (key != null) {
            info.put("externalIdFieldName", key);
        }
        info.put("concurrencyMode", "Parallel").put("contentType", contentType);
        for (String count : List.of("Queued", "InProgress", "Completed", "Failed")) {
            info.put(
                    "numberBatches" + count,
                    batches.values().stream()
                            .filter(batch -> batch.state.equals(count))
                            .count());
        }
        info.put("numberBatchesTotal", batches.size());
        info.put(
                "numberRecordsProcessed",
                batches.values().stream().mapToInt(Batch::processed).sum());
        info.put("numberRetries", 0).put("apiVersion", work.version() + ".0");
        info.put(
                "numberRecordsFailed",
                batches.values().stream().mapToLong(Batch::failed).sum());
        return info.put("totalProcessingTime", 0)
                .put("apiActiveProcessingTime", 0)
                .put("apexProcessingTime", 0);
    }
}
