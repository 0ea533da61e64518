package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records with their children in one call: all of them are made, or none is. */
final class Trees {
    private static final int MOST_RECORDS = 200;
    private static final int MOST_LEVELS = 5;

    private final Call call;
    private final Map<String, String> made = new LinkedHashMap<>();
    private final ArrayNode failures = JsonNodeFactory.instance.arrayNode();
    private int seen;

    private Trees(Call call) {
        this.call = call;
    }

    static FakeReply create(Visit visit) {
        JsonNode records = visit.body().path("records");
        if (!records.isArray() || records.isEmpty()) {
            throw Refusal.unparsable("records are missing");
        }
        return new Trees(visit.call()).create(visit.type(), records);
    }

    private FakeReply create(SObjectType type, JsonNode records) {
        int start = call.unit().mark();
        for (JsonNode record : records) {
            branch(type, record, Map.of(), 1);
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("hasErrors", !failures.isEmpty());
        if (!failures.isEmpty()) {
            call.unit().undoTo(start);
            reply.set("results", failures);
            return FakeReply.json(400, reply);
        }
        ArrayNode results = reply.putArray("results");
        made.forEach((reference, id) ->
                results.addObject().put("referenceId", reference).put("id", id));
        return FakeReply.json(201, reply);
    }

    private void branch(SObjectType type, JsonNode record, Map<String, String> parent, int level) {
        String reference = record.path("attributes").path("referenceId").asString("");
        int before = call.unit().mark();
        try {
            require(type, record, reference, level);
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> children = new LinkedHashMap<>();
            record.properties().forEach(member -> {
                boolean list = member.getValue().path("records").isArray();
                if (list) {
                    children.put(member.getKey(), member.getValue().path("records"));
                } else {
                    fields.set(member.getKey(), member.getValue());
                }
            });
            parent.forEach(fields::put);
            Row row = call.writes().create(type, fields, Map.of());
            made.put(reference, row.id());
            children.forEach((name, list) -> below(type, row, name, list, level));
        } catch (Refusal refusal) {
            call.unit().undoTo(before);
            failures.addObject()
                    .put("referenceId", reference)
                    .putArray("errors")
                    .add(refusal.inCollection());
        }
    }

    private void below(SObjectType type, Row row, String name, JsonNode list, int level) {
        ChildRelationships.Child child = ChildRelationships.find(call.store().schema(), call.caller(), type, name);
        if (child == null) {
            throw Refusal.input("INVALID_FIELD", "No such relation '" + name + "' on entity '" + type.name() + "'");
        }
        for (JsonNode record : list) {
            branch(child.type(), record, Map.of(child.field().name(), row.id()), level + 1);
        }
    }

    private void require(SObjectType type, JsonNode record, String reference, int level) {
        if (++seen > MOST_RECORDS || level > MOST_LEVELS) {
            throw Refusal.input(
                    "INVALID_INPUT", "A tree has at most " + MOST_RECORDS + " records in " + MOST_LEVELS + " levels.");
        }
        if (reference.isEmpty()) {
            throw Refusal.input("INVALID_INPUT", "Missing Reference ID. Please check your request.");
        }
        if (made.containsKey(reference)) {
            throw Refusal.input("INVALID_INPUT", "Duplicate ReferenceId provided in the request: " + reference);
        }
        String named = record.path("attributes").path("type").asString("");
        if (!Objects.requireNonNullElse(call.store().schema().type(named), type).equals(type) || named.isEmpty()) {
            throw Refusal.input("INVALID_INPUT", "Include a type for each record: " + type.name());
        }
    }
}
