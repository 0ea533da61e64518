package ${package};

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeRecords;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.PlainDialect;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The fake's records in memory, as they stand on the wire, and what it did for each key. */
final class ${Resource}Shelf implements FakeRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SETTABLE = Set.of("code", "name", "quantity");
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T08:00:00Z");

    private final TreeMap<String, ObjectNode> records = new TreeMap<>();
    private final Map<String, FakeReply> answers = new HashMap<>();
    private int made;

    void clear() {
        records.clear();
        answers.clear();
        made = 0;
    }

    /** A key that was used is answered with the first reply. */
    FakeReply once(FakeRequest request, Supplier<FakeReply> work) {
        String key = request.header("Idempotency-Key");
        FakeReply known = key == null ? null : answers.get(key);
        if (known != null) {
            return known;
        }
        FakeReply reply = work.get();
        if (key != null && reply.status() < 300) {
            answers.put(key, reply);
        }
        return reply;
    }

    FakeReply remembered(String key) {
        FakeReply reply = answers.get(key);
        return reply == null ? PlainDialect.error(404, "no_such_key") : FakeReply.json(200, reply.text());
    }

    FakeReply get(String id) {
        ObjectNode record = records.get(id);
        return record == null ? missing() : FakeReply.json(200, record);
    }

    FakeReply list(FakeRequest request) {
        int limit = Integer.parseInt(Objects.requireNonNullElse(request.query("limit"), "100"));
        String after = Objects.requireNonNullElse(request.query("after"), "");
        List<ObjectNode> rest = records.tailMap(after, false).values().stream()
                .filter(record -> Stream.of("code", "name").allMatch(name -> fits(record, name, request)))
                .limit(limit + 1L)
                .toList();
        List<ObjectNode> page = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode body = JSON.createObjectNode();
        body.set("${resources}", JSON.createArrayNode().addAll(page));
        body.put("next", rest.size() > limit ? page.get(limit - 1).path("id").asString() : null);
        return FakeReply.json(200, body);
    }

    private static boolean fits(ObjectNode record, String name, FakeRequest request) {
        String wanted = request.query(name);
        return wanted == null || wanted.equalsIgnoreCase(record.path(name).asString(""));
    }

    FakeReply create(FakeRequest request, Exchange exchange) {
        ObjectNode wanted = body(request);
        Optional<FakeReply> refused = refusal("", wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        ObjectNode record = put(wanted, exchange.now());
        return committed(EffectKind.CREATE, record, wanted, exchange, 201);
    }

    FakeReply update(String id, FakeRequest request, Exchange exchange) {
        ObjectNode wanted = body(request);
        ObjectNode record = records.get(id);
        if (record == null) {
            return missing();
        }
        String version = request.header("If-Match");
        if (version != null && !version.equals(record.path("version").asString())) {
            return PlainDialect.error(412, "changed");
        }
        Optional<FakeReply> refused = refusal(id, wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        record.setAll(wanted);
        return committed(EffectKind.UPDATE, touched(record, exchange), wanted, exchange, 200);
    }

    private Optional<FakeReply> refusal(String id, ObjectNode wanted) {
        if (!SETTABLE.containsAll(wanted.propertyNames())) {
            return Optional.of(PlainDialect.error(422, "unknown_property"));
        }
        String code = wanted.path("code").asString("");
        boolean taken = records.values().stream()
                .anyMatch(other -> !code.isEmpty()
                        && !other.path("id").asString().equals(id)
                        && other.path("code").asString("").equals(code));
        return taken ? Optional.of(PlainDialect.error(409, "code_taken")) : Optional.empty();
    }

    private static ObjectNode touched(ObjectNode record, Exchange exchange) {
        return record.put("version", record.path("version").asLong() + 1)
                .put("updatedAt", exchange.now().toString());
    }

    private static FakeReply committed(
            EffectKind kind, ObjectNode record, ObjectNode wanted, Exchange exchange, int status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        wanted.properties()
                .forEach(property ->
                        fields.put(property.getKey(), property.getValue().asString()));
        exchange.effects().commit(kind, "${resource}", record.path("id").asString(), fields);
        return FakeReply.json(status, record);
    }

    private ObjectNode put(ObjectNode wanted, Instant now) {
        String id = String.format("${resource}-%06d", ++made);
        ObjectNode record = JSON.createObjectNode().put("id", id);
        SETTABLE.forEach(record::putNull);
        record.setAll(wanted);
        record.put("version", 1).put("updatedAt", now.toString());
        records.put(id, record);
        return record;
    }

    private static ObjectNode body(FakeRequest request) {
        JsonNode body = request.json().orElseGet(JSON::createObjectNode);
        return body instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private static FakeReply missing() {
        return PlainDialect.error(404, "not_found");
    }

    @Override
    public List<String> resources() {
        return List.of("${resource}");
    }

    @Override
    public long count(String resource) {
        return records.size();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> page(String resource, long from, int atMost) {
        return records.values().stream()
                .skip(from)
                .limit(atMost)
                .map(record -> (Map<String, Object>) JSON.convertValue(record, Map.class))
                .toList();
    }

    @Override
    public String add(String resource, Map<String, ?> fields) {
        return put(JSON.valueToTree(fields), LONG_AGO).path("id").asString();
    }
}
