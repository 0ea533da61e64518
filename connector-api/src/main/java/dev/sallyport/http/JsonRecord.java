package dev.sallyport.http;

import dev.sallyport.Ref;
import dev.sallyport.quality.Finding;
import dev.sallyport.quality.FindingKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One vendor record while it is mapped. What cannot be read becomes null and a finding with the raw value; it never fails
 * the record, and never becomes a plausible default. Used by one thread.
 */
public final class JsonRecord {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>.]+");
    private final ObjectNode object;
    private final List<Finding> findings;
    private final Set<String> masked;
    private final Set<String> mapped;

    JsonRecord(ObjectNode object, List<Finding> findings, Set<String> masked, Set<String> mapped) {
        this.object = object;
        this.findings = findings;
        this.masked = masked;
        this.mapped = mapped;
    }

    /** The vendor's JSON, without what is masked. */
    public JsonNode json() {
        return object;
    }

    /**
     * What the record is known by: text or a number.
     *
     * @throws IllegalArgumentException if it has none, and so is no record
     */
    public String id(String property) {
        JsonNode node = object.path(property);
        String id = node.isString() || node.isIntegralNumber() ? node.asString() : "";
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a record without " + property);
        }
        return id;
    }

    /** Text that should be plain; its oddities become findings. */
    public @Nullable String text(String field, String property) {
        JsonNode node = node(field, property);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            findings.add(new Finding(field, FindingKind.WRONG_TYPE, node.toString()));
            return node.isValueNode() ? node.asString() : null;
        }
        String text = node.stringValue();
        TextQuality.inspect(field, text, findings);
        return text;
    }

    /** Text in which mark-up is at home, such as a message. */
    public @Nullable String message(String field, String property) {
        JsonNode node = node(field, property);
        if (node != null && !node.isString()) {
            findings.add(new Finding(field, FindingKind.WRONG_TYPE, node.toString()));
            return null;
        }
        return node == null ? null : node.stringValue();
    }

    /** An e-mail address. */
    public @Nullable String email(String field, String property) {
        String text = text(field, property);
        if (text != null && !EMAIL.matcher(text.strip()).matches()) {
            findings.add(new Finding(field, FindingKind.UNPARSEABLE, text));
        }
        return text;
    }

    /** A phone number. */
    public @Nullable String phone(String field, String property) {
        String text = text(field, property);
        if (text != null && text.chars().filter(Character::isDigit).count() < 5) {
            findings.add(new Finding(field, FindingKind.UNPARSEABLE, text));
        }
        return text;
    }

    /** An id of another record; numbers are ids too. */
    public @Nullable Ref ref(String field, String property, String resource) {
        JsonNode node = node(field, property);
        if (node == null) {
            return null;
        }
        String id = node.isString() || node.isIntegralNumber() ? node.asString().strip() : "";
        if (id.isEmpty()) {
            findings.add(new Finding(field, FindingKind.BAD_REFERENCE, node.toString()));
            return null;
        }
        return new Ref(resource, id);
    }

    /** A date with time; {@code parser} throws {@link DateTimeException} for what it cannot read. */
    public @Nullable Instant instant(String field, String property, Function<String, Instant> parser) {
        JsonNode node = node(field, property);
        if (node == null) {
            return null;
        }
        String text = node.isValueNode() ? node.asString() : node.toString();
        try {
            return parser.apply(text);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            findings.add(new Finding(field, FindingKind.UNPARSEABLE, text));
            return null;
        }
    }

    /** A whole number; one that is written as text is read, too, and is a finding. */
    public @Nullable Long whole(String field, String property) {
        JsonNode node = node(field, property);
        if (node == null) {
            return null;
        }
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            return node.longValue();
        }
        findings.add(new Finding(field, FindingKind.WRONG_TYPE, node.toString()));
        String text = node.isString() ? node.stringValue().strip() : "";
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** A truth value. */
    public @Nullable Boolean bool(String field, String property) {
        JsonNode node = node(field, property);
        if (node != null && !node.isBoolean()) {
            findings.add(new Finding(field, FindingKind.WRONG_TYPE, node.toString()));
            return null;
        }
        return node == null ? null : node.booleanValue();
    }

    /** One of the vendor's known values; {@code reader} yields null for one that it does not know. */
    public <E> @Nullable E oneOf(String field, String property, Function<String, @Nullable E> reader) {
        JsonNode node = node(field, property);
        if (node == null) {
            return null;
        }
        String text = node.isValueNode() ? node.asString() : node.toString();
        E known = reader.apply(text);
        if (known == null) {
            findings.add(new Finding(field, FindingKind.UNKNOWN_VALUE, text));
        }
        return known;
    }

    /** A list of texts; other elements become findings. */
    public List<String> texts(String field, String property) {
        JsonNode node = node(field, property);
        List<String> texts = new ArrayList<>();
        if (node != null && !node.isArray()) {
            findings.add(new Finding(field, FindingKind.WRONG_TYPE, node.toString()));
            return texts;
        }
        for (JsonNode element : node == null ? List.<JsonNode>of() : node) {
            if (element.isString()) {
                texts.add(element.stringValue());
            } else {
                findings.add(new Finding(field, FindingKind.WRONG_TYPE, element.toString()));
            }
        }
        return texts;
    }

    /** Notes something that the vendor's own mapping found. */
    public void found(String field, FindingKind kind, @Nullable String raw) {
        findings.add(new Finding(field, kind, raw));
    }

    /** The properties that no canonical field maps, for the record's own fields; unset ones are left out. */
    public Map<String, Object> custom(Function<String, Boolean> isCustom) {
        Map<String, Object> rest = new LinkedHashMap<>();
        object.properties().forEach(property -> {
            String name = property.getKey();
            Object value = !mapped.contains(name) && isCustom.apply(name) ? plain(property.getValue()) : null;
            if (value != null) {
                rest.put(name, value);
            }
        });
        return rest;
    }

    /** The value of a property; null if it is null, absent (a finding) or masked. */
    private @Nullable JsonNode node(String field, String property) {
        if (masked.contains(property)) {
            return null;
        }
        boolean nested = property.indexOf('/') >= 0;
        JsonNode node = nested ? nested(property) : object.path(property);
        if (node.isMissingNode() && !nested) {
            findings.add(new Finding(field, FindingKind.ABSENT, null));
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    private JsonNode nested(String path) {
        JsonNode node = object;
        for (String part : path.split("/", -1)) {
            node = node.path(part);
        }
        return node;
    }

    /** A JSON object as maps, lists and values; nulls are left out. */
    static Map<String, Object> plain(ObjectNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(property -> {
            Object value = plain(property.getValue());
            if (value != null) {
                map.put(property.getKey(), value);
            }
        });
        return map;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return plain(object);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> {
                Object value = plain(element);
                if (value != null) {
                    list.add(value);
                }
            });
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : node.isNull() ? null : node.asString();
    }
}
