package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HttpDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The resources of one record, by its id or by an external one. */
final class SingleRecords {
    private SingleRecords() {}

    static FakeReply create(FakeRequest request, Call call, String object) {
        SObjectType type = call.type(object);
        requireWritable(type, "POST");
        Row row = call.writes().create(type, body(request), Map.of());
        return FakeReply.json(201, result(row)).header("Location", call.view().url(row));
    }

    static FakeReply get(FakeRequest request, Call call, Row row) {
        Instant modified = row.lastModified();
        Preconditions.requireUnchanged(request, row);
        FakeReply reply;
        if (Preconditions.unmodified(request, modified) || Preconditions.known(request, row)) {
            reply = FakeReply.empty(304);
        } else {
            String fields = request.query("fields");
            if (fields == null) {
                return row.shown(
                        call.view(),
                        () -> marked(FakeReply.json(200, call.view().whole(row)), row));
            }
            reply = FakeReply.json(200, some(call, row, fields));
        }
        return marked(reply, row);
    }

    private static FakeReply marked(FakeReply reply, Row row) {
        return Preconditions.tagged(reply, row).header("Last-Modified", HttpDate.of(row.lastModified()));
    }

    private static ObjectNode some(Call call, Row row, String fields) {
        Soql asked = SoqlParser.parse("SELECT " + fields + " FROM " + row.type().name());
        SoqlRunner runner = new SoqlRunner(call.store(), call.caller(), call.now(), true);
        List<Column> columns = new ArrayList<>(runner.columns(asked, row.type()));
        Field id = row.type().field("Id");
        if (id != null && columns.stream().noneMatch(column -> column.equals(Column.of(id)))) {
            columns.add(Column.of(id));
        }
        return call.view().selection(row, columns);
    }

    static FakeReply update(FakeRequest request, Call call, Row row) {
        if (!row.isDeleted()) {
            Preconditions.requireUnchanged(request, row);
        }
        call.writes().update(row, body(request));
        return FakeReply.empty(204);
    }

    static FakeReply delete(Call call, Row row) {
        requireWritable(row.type(), "DELETE");
        call.writes().delete(row);
        return FakeReply.empty(204);
    }

    /** Writes to the record with this external id, or makes it. */
    static FakeReply upsert(FakeRequest request, Call call, SObjectType type, Field key, String value) {
        List<Row> found = matches(call, type, key, value);
        if (found.size() > 1) {
            return choices(call, found);
        }
        JsonNode body = body(request);
        if (body.properties().stream().anyMatch(member -> member.getKey().equalsIgnoreCase(key.name()))) {
            throw Refusal.of(
                    400, "INVALID_FIELD", "The " + key.name() + " field should not be specified in the sobject data.");
        }
        if (found.isEmpty()) {
            if (key.type() == FieldType.ID || "true".equalsIgnoreCase(request.query("updateOnly"))) {
                throw Refusal.notFound();
            }
            requireWritable(type, "PATCH");
            Map<String, @Nullable Object> keys = new HashMap<>();
            keys.put(key.name(), InputValues.read(key, JsonNodeFactory.instance.stringNode(value)));
            Row row = call.writes().create(type, body, keys);
            return FakeReply.json(201, result(row).put("created", true))
                    .header("Location", call.view().url(row));
        }
        FakeReply updated = update(request, call, found.get(0));
        return updated.status() == 204 && call.upsertAnswersWithBody()
                ? FakeReply.json(200, result(found.get(0)).put("created", false))
                : updated;
    }

    /** The one live record with this external id; several are offered for choice, none is not found. */
    static FakeReply byKey(FakeRequest request, Call call, SObjectType type, Field key, String value) {
        List<Row> found = matches(call, type, key, value);
        if (found.isEmpty()) {
            throw Refusal.notFound();
        }
        if (found.size() > 1) {
            return choices(call, found);
        }
        return request.method().equals("DELETE") ? delete(call, found.get(0)) : get(request, call, found.get(0));
    }

    static List<Row> matches(Call call, SObjectType type, Field key, String value) {
        if (key.type() == FieldType.ID) {
            Row row = row(call, type, value);
            return row.isDeleted() ? List.of() : List.of(row);
        }
        return call.store().table(type).lookUp(key.name(), value).stream()
                .filter(row -> !row.isDeleted())
                .toList();
    }

    static Field externalId(Call call, SObjectType type, String name) {
        Field field = call.caller().field(type, name);
        if (field == null || (!field.is(Trait.EXTERNAL_ID) && field.type() != FieldType.ID)) {
            throw Refusal.of(
                    404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + name);
        }
        return field;
    }

    /** The record that an id in a path stands for, deleted or not. */
    static Row row(Call call, SObjectType type, String text) {
        String id = Ids.normalized(text);
        if (id == null) {
            throw Refusal.input("MALFORMED_ID", "Record ID: id value of incorrect type: " + text, "Id");
        }
        Row row = call.store().table(type).row(id);
        if (row == null) {
            throw Refusal.notFound();
        }
        return row;
    }

    private static FakeReply choices(Call call, List<Row> rows) {
        ArrayNode urls = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> urls.add(call.view().url(row)));
        return FakeReply.json(300, urls);
    }

    private static void requireWritable(SObjectType type, String method) {
        if (!type.writable()) {
            throw Refusal.of(
                    405, "METHOD_NOT_ALLOWED", "HTTP Method '" + method + "' not allowed. Allowed are HEAD,GET,PATCH");
        }
    }

    static JsonNode body(FakeRequest request) {
        if (request.length() == 0) {
            throw Refusal.unparsable("The HTTP entity body is required, but this request has no entity body.");
        }
        JsonNode body =
                request.json().orElseThrow(() -> Refusal.unparsable("Unexpected character at [line:1, column:1]"));
        if (!body.isObject()) {
            throw Refusal.unparsable("Can not deserialize SObject out of " + (body.isArray() ? "START_ARRAY" : "VALUE")
                    + " token at [line:1, column:1]");
        }
        return body;
    }

    static ObjectNode result(Row row) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", row.id()).put("success", true).putArray("errors");
        return result;
    }
}
