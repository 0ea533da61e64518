package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Stored values as clients and test authors get to see them. */
final class WireValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WireValues() {}

    static JsonNode json(@Nullable Object value) {
        Object plain = plain(value);
        if (plain == null) {
            return JSON.nullNode();
        }
        if (plain instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (plain instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (plain instanceof Number number) {
            return JSON.numberNode(number.intValue());
        }
        return JSON.stringNode(plain.toString());
    }

    /** The same, with dates and times as the text that Salesforce writes. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return WireDates.format(instant);
        }
        return value instanceof LocalDate date ? date.toString() : value;
    }

    static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }
}
