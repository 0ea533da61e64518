package dev.sallyport.testkit.contract;

import dev.sallyport.Fetched;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replies as JSON, to be changed. */
final class ReplyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplyJson() {}

    /** The reply with its document changed; as it was if it has none, or if the change says that it did nothing. */
    static FakeReply changed(FakeReply reply, Predicate<JsonNode> change) {
        if (reply.length() == 0 || reply.status() >= 300) {
            return reply;
        }
        try {
            JsonNode document = JSON.readTree(reply.body());
            return change.test(document) ? with(reply, document.toString()) : reply;
        } catch (JacksonException notJson) {
            return reply;
        }
    }

    /** The reply with another body. */
    static FakeReply with(FakeReply reply, String body) {
        FakeReply changed = FakeReply.json(reply.status(), body);
        for (Map.Entry<String, String> header : reply.headers()) {
            if (!header.getKey().equalsIgnoreCase("Content-Type")) {
                changed = changed.addHeader(header.getKey(), header.getValue());
            }
        }
        return changed;
    }

    /** All objects in a document. */
    static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> all = new ArrayList<>();
        collect(node, all);
        return all;
    }

    private static void collect(JsonNode node, List<ObjectNode> all) {
        if (node instanceof ObjectNode object) {
            all.add(object);
        }
        node.forEach(child -> collect(child, all));
    }

    /** The objects that are one of these records, as their {@code raw()} has them. */
    static List<ObjectNode> records(JsonNode document, List<Fetched<?>> records) {
        return objects(document).stream()
                .filter(object -> records.stream()
                        .anyMatch(record -> !record.raw().isEmpty()
                                && record.raw().keySet().stream().allMatch(object::has)))
                .toList();
    }
}
