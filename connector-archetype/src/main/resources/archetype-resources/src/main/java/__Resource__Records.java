package ${package};

import dev.sallyport.http.HttpReply;
import dev.sallyport.http.JsonRecord;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The system's JSON as records, and what is written as its JSON. */
final class ${Resource}Records {
    /** The fields that are written and filtered by, each in a property of its own. */
    static final RecordMapper<${Resource}> MAPPER = RecordMapper.of(
            ${Resource}.RESOURCE,
            Map.of(
                    "code", List.of("code"),
                    "name", List.of("name"),
                    "quantity", List.of("quantity"),
                    "updatedAt", List.of("updatedAt")),
            ${Resource}Records::map);

    private ${Resource}Records() {}

    private static ${Resource} map(JsonRecord json) {
        return new ${Resource}(
                ${Resource}.ref(json.id("id")),
                json.text("code", "code"),
                json.text("name", "name"),
                json.whole("quantity", "quantity"),
                json.instant("updatedAt", "updatedAt", Instant::parse));
    }

    /** The mark that conditional writes name. */
    static Optional<String> version(JsonNode json) {
        JsonNode version = json.path("version");
        return version.isIntegralNumber() ? Optional.of(version.asString()) : Optional.empty();
    }

    /** A page as the protocol promises it; {@code next} is null on the last one. */
    static Records.RawPage page(HttpReply reply) {
        JsonNode list = reply.document().path("${resources}");
        JsonNode next = reply.document().path("next");
        if (!list.isArray() || next.isMissingNode()) {
            throw new IllegalArgumentException("a page has ${resources} and next");
        }
        return new Records.RawPage(list.valueStream().toList(), next.isNull() ? null : next.stringValue());
    }

    /** What a write answers, and what the system remembers of it. */
    static Written written(HttpReply reply) {
        String id = reply.document().path("id").stringValue();
        return Written.ours(${Resource}.ref(id), version(reply.document()).orElse(null));
    }

    static ObjectNode json(Changes<${Resource}> changes, Operation operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        changes.values().forEach((field, value) -> {
            String property = MAPPER.vendorField(field)
                    .filter(name -> !name.equals("updatedAt"))
                    .orElseThrow(() -> ${System}Operations.unsupported(
                            operation, "The field " + field + " cannot be written here."));
            body.putPOJO(property, value);
        });
        return body;
    }
}
