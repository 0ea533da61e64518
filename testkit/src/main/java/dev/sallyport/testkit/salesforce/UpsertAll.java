package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes many records, each to the one that has its external id, or to a new one. */
final class UpsertAll {
    private UpsertAll() {}

    static FakeReply serve(Visit visit) {
        SObjectType type = visit.type();
        JsonNode body = visit.body();
        Field key = key(visit.call(), type, visit.part("key"));
        List<Supplier<ObjectNode>> work = new ArrayList<>();
        body.path("records").forEach(record -> work.add(() -> one(visit.call(), type, key, record)));
        if (work.isEmpty()) {
            throw Refusal.unparsable("records are missing");
        }
        return new Collections(visit.call())
                .results(work, body.path("allOrNone").asBoolean(false));
    }

    /** An external id, or the record's own. */
    static Field key(Call call, SObjectType type, String name) {
        Field field = type.field(name);
        return field != null && field.type() == FieldType.ID ? field : SingleRecords.externalId(call, type, name);
    }

    static ObjectNode one(Call call, SObjectType type, Field key, JsonNode record) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        JsonNode value = JsonNodeFactory.instance.nullNode();
        for (Map.Entry<String, JsonNode> member : record.properties()) {
            if (member.getKey().equalsIgnoreCase(key.name())) {
                value = member.getValue();
            } else if (member.getKey().equalsIgnoreCase("Id")
                    && !member.getValue().isNull()) {
                throw Refusal.input("INVALID_FIELD", "cannot specify Id in an upsert by " + key.name());
            } else if (!member.getKey().equalsIgnoreCase("Id")) {
                fields.set(member.getKey(), member.getValue());
            }
        }
        return key.type() == FieldType.ID ? byId(call, type, value, fields) : byKey(call, type, key, value, fields);
    }

    private static ObjectNode byId(Call call, SObjectType type, JsonNode id, ObjectNode fields) {
        if (id.isNull() || id.asString("").isEmpty()) {
            return SingleRecords.result(call.writes().create(type, fields, Map.of()))
                    .put("created", true);
        }
        Row row = SingleRecords.row(call, type, id.asString(""));
        call.writes().update(row, fields);
        return SingleRecords.result(row).put("created", false);
    }

    private static ObjectNode byKey(Call call, SObjectType type, Field key, JsonNode value, ObjectNode fields) {
        Object stored = InputValues.read(key, value);
        if (stored == null) {
            throw Refusal.input("MISSING_ARGUMENT", key.name() + " not specified");
        }
        List<Row> found = SingleRecords.matches(call, type, key, stored.toString());
        if (found.size() > 1) {
            throw Refusal.input(
                    "DUPLICATE_EXTERNAL_ID",
                    key.name() + ": more than one record found for external id field: "
                            + found.stream().map(Row::id).toList(),
                    key.name());
        }
        if (found.isEmpty()) {
            Map<String, @Nullable Object> keys = new HashMap<>();
            keys.put(key.name(), stored);
            return SingleRecords.result(call.writes().create(type, fields, keys))
                    .put("created", true);
        }
        call.writes().update(found.get(0), fields);
        return SingleRecords.result(found.get(0)).put("created", false);
    }
}
