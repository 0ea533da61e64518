package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Between JSON and plain Java. */
final class Values {
    private Values() {}

    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            return fields(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isString() ? node.stringValue() : null;
    }

    static Map<String, @Nullable Object> fields(JsonNode node) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        node.properties().forEach(member -> fields.put(member.getKey(), plain(member.getValue())));
        return fields;
    }

    /** The vendor's stamps have no fraction. */
    static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A string, or a number as one; null for JSON's null and for nothing. */
    static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }
}
