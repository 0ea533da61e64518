package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Does the rows of a bulk job, one by one; what fails fails alone. */
final class BulkRows {
    private static final String NOTHING = "#N/A";

    private final Call call;
    private final BulkJob job;

    BulkRows(Call call, BulkJob job) {
        this.call = call;
        this.job = job;
    }

    /**
     * What became of a row.
     *
     * @param id the record's; null if there is none
     * @param error as {@code CODE:text:fields --}; null if it went well
     */
    record Done(
            List<@Nullable String> values,
            @Nullable String id,
            boolean created,
            @Nullable String error) {}

    /** A table whose columns the object does not have cannot be done at all. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }

        /** Why, in Salesforce's words. */
        String reason() {
            return Objects.requireNonNull(getMessage());
        }
    }

    List<Done> all(List<String> header, List<List<@Nullable String>> rows) throws Unusable {
        SObjectType type = call.type(job.object());
        requireColumns(type, header);
        List<Done> done = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            done.add(one(type, header, row));
        }
        return done;
    }

    private void requireColumns(SObjectType type, List<String> header) throws Unusable {
        for (String column : header) {
            String first = column.split("\\.", 2)[0];
            boolean known = column.indexOf('.') > 0
                    ? type.relationship(first) != null
                    : call.caller().field(type, column) != null;
            if (!known) {
                throw new Unusable("InvalidBatch : Field name not found : " + column);
            }
        }
    }

    private Done one(SObjectType type, List<String> header, List<@Nullable String> values) {
        int before = call.unit().mark();
        if (values.size() != header.size()) {
            return new Done(
                    values,
                    null,
                    false,
                    "INVALID_INPUT:the row has " + values.size() + " values and not " + header.size() + ":--");
        }
        try {
            ObjectNode result = written(type, record(header, values));
            return new Done(
                    values,
                    result.path("id").asString(),
                    result.path("created").asBoolean(job.operation().equals("insert")),
                    null);
        } catch (Refusal refusal) {
            call.unit().undoTo(before);
            return new Done(values, null, false, error(refusal.inCollection()));
        }
    }

    static String error(JsonNode error) {
        List<String> fields = new ArrayList<>();
        error.path("fields").forEach(field -> fields.add(field.asString()));
        return error.path("statusCode").asString() + ":" + error.path("message").asString() + ":"
                + String.join(",", fields) + " --";
    }

    private ObjectNode written(SObjectType type, ObjectNode record) {
        return switch (job.operation().toLowerCase(Locale.ROOT)) {
            case "insert" -> SingleRecords.result(call.writes().create(type, without(record, "Id"), Map.of()));
            case "update" -> SingleRecords.result(Collections.update(call, type, record));
            case "upsert" ->
                UpsertAll.one(call, type, UpsertAll.key(call, type, Objects.requireNonNull(job.key())), record);
            default -> {
                Row row = SingleRecords.row(call, type, record.path("Id").asString(""));
                call.writes().delete(row);
                yield SingleRecords.result(row);
            }
        };
    }

    /** Clients send an empty id even where there can be none. */
    private static ObjectNode without(ObjectNode record, String name) {
        record.remove(name);
        return record;
    }

    /** Nothing between two delimiters leaves a field alone; {@code #N/A} empties it. */
    private static ObjectNode record(List<String> header, List<@Nullable String> values) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        Map<String, ObjectNode> parents = new LinkedHashMap<>();
        for (int index = 0; index < header.size(); index++) {
            String value = values.get(index);
            if (value == null || value.isEmpty()) {
                continue;
            }
            String[] path = header.get(index).split("\\.", 2);
            ObjectNode holder = path.length == 1
                    ? record
                    : parents.computeIfAbsent(path[0], absent -> JsonNodeFactory.instance.objectNode());
            if (value.equals(NOTHING)) {
                holder.putNull(path[path.length - 1]);
            } else {
                holder.put(path[path.length - 1], value);
            }
        }
        parents.forEach(record::set);
        return record;
    }

    /** The rows of a query as text, a header above them. */
    static List<List<@Nullable String>> table(Call call, String soql, boolean withDeleted) {
        Soql query = SoqlParser.parse(soql);
        if (Aggregates.areIn(query) || query.offset() > 0) {
            throw Refusal.of(400, "INVALIDENTITY", "Bulk queries take no GROUP BY, OFFSET or aggregate functions");
        }
        for (Soql.Selected selected : query.selected()) {
            if (selected instanceof Soql.Children || selected instanceof Soql.TypeOf) {
                throw Refusal.of(400, "INVALIDENTITY", "Bulk queries take no TYPEOF and no queries of children");
            }
        }
        SoqlRunner runner = new SoqlRunner(call.store(), call.caller(), call.now(), withDeleted);
        SObjectType type = runner.type(query);
        List<Column> columns = runner.columns(query, type);
        if (columns.stream().anyMatch(column -> column.field().type() == FieldType.ADDRESS)) {
            throw Refusal.of(400, "INVALIDENTITY", "Bulk queries take no compound address fields");
        }
        List<List<@Nullable String>> table = new ArrayList<>();
        table.add(columns.stream().map(BulkRows::title).collect(Collectors.toList()));
        for (Row row : runner.rows(query, type)) {
            List<@Nullable String> line = new ArrayList<>();
            columns.forEach(column -> line.add(text(column.value(row, call.store()))));
            table.add(line);
        }
        return table;
    }

    private static String title(Column column) {
        return column.hops().stream().map(hop -> hop.relationship() + ".").collect(Collectors.joining())
                + column.field().name();
    }

    private static @Nullable String text(@Nullable Object value) {
        Object plain = WireValues.plain(value);
        return plain == null ? null : plain.toString();
    }
}
