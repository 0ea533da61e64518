package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Up to 200 records in one call; one that fails does not fail the call. */
final class Collections {
    private static final int MOST_WRITTEN = 200;
    private static final int MOST_READ = 2_000;

    private final Call call;

    Collections(Call call) {
        this.call = call;
    }

    /** How many records a request writes. */
    static int items(FakeRequest request) {
        String ids = request.query("ids");
        return ids == null
                ? request.json().map(body -> body.path("records").size()).orElse(0)
                : ids.split(",").length;
    }

    FakeReply serve(FakeRequest request, Route route) {
        return switch (route.action()) {
            case COLLECTION_GET -> get(request, call.type(route.object()));
            case COLLECTION_DELETE -> {
                List<String> ids = List.of(String.valueOf(request.query("ids")).split(","));
                yield results(
                        ids.stream()
                                .<Supplier<ObjectNode>>map(id -> () -> SingleRecords.result(delete(id)))
                                .toList(),
                        "true".equalsIgnoreCase(request.query("allOrNone")));
            }
            default -> write(request, route.action() == Route.Action.COLLECTION_CREATE);
        };
    }

    private FakeReply write(FakeRequest request, boolean create) {
        JsonNode body = SingleRecords.body(request);
        List<Supplier<ObjectNode>> work = new ArrayList<>();
        body.path("records")
                .forEach(record -> work.add(() -> SingleRecords.result(create ? create(record) : update(record))));
        if (work.isEmpty()) {
            throw Refusal.unparsable("records are missing");
        }
        return results(work, body.path("allOrNone").asBoolean(false));
    }

    /** One result for each piece of work, in their order; with all or none, one failure undoes them all. */
    FakeReply results(List<Supplier<ObjectNode>> work, boolean allOrNone) {
        if (work.size() > MOST_WRITTEN) {
            throw Refusal.of(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than 200 records into this call");
        }
        int start = call.unit().mark();
        List<ObjectNode> results = new ArrayList<>();
        boolean failed = false;
        for (Supplier<ObjectNode> each : work) {
            int before = call.unit().mark();
            try {
                if (call.failedItems().contains(results.size())) {
                    throw Refusal.of(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
                }
                results.add(each.get());
            } catch (Refusal refusal) {
                call.unit().undoTo(before);
                failed = true;
                results.add(failure(refusal));
            }
        }
        if (failed && allOrNone) {
            call.unit().undoTo(start);
            results.replaceAll(Collections::rolledBack);
        }
        return FakeReply.json(200, JsonNodeFactory.instance.arrayNode().addAll(results));
    }

    private static ObjectNode failure(Refusal refusal) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("success", false).putArray("errors").add(refusal.inCollection());
        return result;
    }

    private static ObjectNode rolledBack(ObjectNode result) {
        return result.path("success").asBoolean(false)
                ? failure(Refusal.of(
                        400,
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "Record rolled back because not all records were valid and the request was using AllOrNone"
                                + " header"))
                : result;
    }

    private Row create(JsonNode record) {
        return call.writes().create(call.type(typeName(record)), record, Map.of());
    }

    private Row update(JsonNode record) {
        return update(call, call.type(typeName(record)), record);
    }

    /** Changes the record that is named among its own fields. */
    static Row update(Call call, SObjectType type, JsonNode record) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        String id = "";
        for (Map.Entry<String, JsonNode> member : record.properties()) {
            if (member.getKey().equalsIgnoreCase("id")) {
                id = member.getValue().asString("");
            } else {
                fields.set(member.getKey(), member.getValue());
            }
        }
        Row row = SingleRecords.row(call, type, id);
        call.writes().update(row, fields);
        return row;
    }

    private Row delete(String id) {
        String full = Ids.normalized(id.strip());
        SObjectType type = full == null ? null : call.store().schema().typeOf(full);
        if (type == null || !type.writable()) {
            throw Refusal.input("MALFORMED_ID", "malformed id " + id);
        }
        Row row = SingleRecords.row(call, call.type(type.name()), id.strip());
        call.writes().delete(row);
        return row;
    }

    private static String typeName(JsonNode record) {
        String type = record.path("attributes").path("type").asString("");
        if (type.isEmpty()) {
            throw Refusal.of(400, "INVALID_INPUT", "The sObject type is missing from the record's attributes");
        }
        return type;
    }

    private FakeReply get(FakeRequest request, SObjectType type) {
        boolean post = request.method().equals("POST");
        List<String> ids = post ? texts(request, "ids") : listed(request.query("ids"));
        String fields = post ? String.join(",", texts(request, "fields")) : String.valueOf(request.query("fields"));
        if (ids.size() > MOST_READ) {
            throw Refusal.of(400, "EXCEEDED_ID_LIMIT", "cannot retrieve more than 2000 records");
        }
        Soql query = SoqlParser.parse("SELECT " + fields + " FROM " + type.name());
        List<Column> columns = new SoqlRunner(call.store(), call.caller(), call.now(), false).columns(query, type);
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        for (String id : ids) {
            String full = Ids.normalized(id.strip());
            Row row = full == null ? null : call.store().table(type).row(full);
            if (row == null || row.isDeleted()) {
                records.addNull();
            } else {
                records.add(call.view().selection(row, columns));
            }
        }
        return FakeReply.json(200, records);
    }

    private static List<String> listed(@Nullable String text) {
        return text == null ? List.of() : Arrays.stream(text.split(",")).collect(Collectors.toList());
    }

    private static List<String> texts(FakeRequest request, String name) {
        List<String> texts = new ArrayList<>();
        SingleRecords.body(request).path(name).forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
