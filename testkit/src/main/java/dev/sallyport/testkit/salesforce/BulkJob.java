package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One job of the newer bulk API: rows to write, or a query to run. Its work is done when it is closed. */
final class BulkJob {
    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "TAB", '\t', "PIPE", '|', "SEMICOLON", ';', "CARET", '^', "BACKQUOTE", '`');

    private final String id;
    private final String userId;
    private final Instant created;
    private final int version;
    private final Map<String, String> settings;
    private String state;
    private Instant touched;
    private @Nullable String upload;
    private @Nullable String failure;
    private List<String> header = List.of();
    private List<BulkRows.Done> done = List.of();
    private List<List<@Nullable String>> table = List.of();

    /**
     * A job.
     *
     * @param settings its {@code operation}, {@code object}, {@code externalIdFieldName}, {@code query},
     *     {@code columnDelimiter} and {@code lineEnding}
     */
    BulkJob(String id, String userId, Instant created, int version, Map<String, String> settings, String state) {
        this.id = id;
        this.userId = userId;
        this.created = created;
        this.version = version;
        this.settings = Map.copyOf(settings);
        this.state = state;
        this.touched = created;
    }

    static boolean isDelimiter(String name) {
        return DELIMITERS.containsKey(name);
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    int version() {
        return version;
    }

    String state() {
        return state;
    }

    String operation() {
        return settings.getOrDefault("operation", "");
    }

    String object() {
        return settings.getOrDefault("object", "");
    }

    @Nullable
    String key() {
        return settings.get("externalIdFieldName");
    }

    String query() {
        return settings.getOrDefault("query", "");
    }

    boolean isQuery() {
        return settings.containsKey("query");
    }

    char delimiter() {
        return DELIMITERS.getOrDefault(settings.getOrDefault("columnDelimiter", "COMMA"), ',');
    }

    String lineEnding() {
        return settings.getOrDefault("lineEnding", "LF").equals("CRLF") ? "\r\n" : "\n";
    }

    @Nullable
    String upload() {
        return upload;
    }

    void upload(String csv) {
        upload = csv;
    }

    void enter(String next, Instant now) {
        state = next;
        touched = now;
    }

    void fail(String reason, Instant now) {
        failure = reason;
        enter("Failed", now);
    }

    void finish(List<String> columns, List<BulkRows.Done> rows) {
        header = List.copyOf(columns);
        done = List.copyOf(rows);
    }

    void finish(List<List<@Nullable String>> rows) {
        table = rows;
    }

    List<List<@Nullable String>> table() {
        return table;
    }

    /** The rows that went well or those that did not, as the client gets them. */
    String results(boolean successful) {
        StringBuilder out = new StringBuilder();
        List<@Nullable String> titles = new ArrayList<>(List.of("sf__Id", successful ? "sf__Created" : "sf__Error"));
        titles.addAll(header);
        Csv.write(out, titles, delimiter(), lineEnding());
        for (BulkRows.Done row : done) {
            if ((row.error() == null) == successful) {
                List<@Nullable String> line = new ArrayList<>();
                line.add(row.id());
                line.add(successful ? Boolean.toString(row.created()) : row.error());
                line.addAll(row.values());
                Csv.write(out, line, delimiter(), lineEnding());
            }
        }
        return out.toString();
    }

    /** What was uploaded and never done. */
    String unprocessed() {
        return !done.isEmpty() || upload == null ? "" : upload;
    }

    /** The job as clients see it; what it came to only where it is asked for by its id. */
    ObjectNode describe(boolean outcome) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("id", id).put("operation", operation());
        info.put("object", object());
        info.put("createdById", userId).put("createdDate", WireDates.format(created));
        info.put("systemModstamp", WireDates.format(touched)).put("state", state);
        if (key() != null) {
            info.put("externalIdFieldName", key());
        }
        info.put("concurrencyMode", "Parallel").put("contentType", "CSV").put("apiVersion", (double) version);
        if (outcome) {
            info.put("jobType", isQuery() ? "V2Query" : "V2Ingest");
        }
        if (!isQuery() && state.equals("Open")) {
            info.put("contentUrl", "services/data/v" + version + ".0/jobs/ingest/" + id + "/batches");
        }
        info.put("lineEnding", settings.getOrDefault("lineEnding", "LF"));
        info.put("columnDelimiter", settings.getOrDefault("columnDelimiter", "COMMA"));
        if (outcome) {
            outcome(info);
        }
        return info;
    }

    private void outcome(ObjectNode info) {
        long failed = done.stream().filter(row -> row.error() != null).count();
        int rows = isQuery() ? Math.max(0, table.size() - 1) : done.size();
        info.put("numberRecordsProcessed", rows);
        if (!isQuery()) {
            info.put("numberRecordsFailed", failed);
        }
        info.put("retries", 0).put("totalProcessingTime", rows);
        if (!isQuery()) {
            info.put("apiActiveProcessingTime", rows).put("apexProcessingTime", 0);
        }
        if (failure != null) {
            info.put("errorMessage", failure);
        }
    }
}
