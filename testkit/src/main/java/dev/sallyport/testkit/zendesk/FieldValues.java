package dev.sallyport.testkit.zendesk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What custom fields take: what their type allows, and of their options one or, where several may be chosen, some. */
final class FieldValues {
    private FieldValues() {}

    /**
     * The value as it is kept.
     *
     * @throws Refusal if the field's type does not allow it
     */
    static JsonNode checked(ObjectNode field, JsonNode sent) {
        if (sent.isMissingNode()
                || sent.isNull()
                || sent.asString("x").isEmpty()
                || (sent.isArray() && sent.isEmpty())) {
            return JsonNodeFactory.instance.nullNode();
        }
        List<String> options = options(field);
        for (String chosen : options.isEmpty() ? List.<String>of() : chosen(field, sent)) {
            if (!options.contains(chosen)) {
                throw refused(field, chosen + " is not a valid option");
            }
        }
        String text = sent.asString("");
        boolean allowed = switch (field.path("type").asString("")) {
            case "checkbox" -> sent.isBoolean() || text.equals("true") || text.equals("false");
            case "integer" -> text.matches("-?\\d{1,18}");
            case "decimal" -> text.matches("-?\\d{1,18}([.,]\\d{1,9})?");
            case "date" -> isDate(text);
            case "regexp" -> matches(field.path("regexp_for_validation").asString(""), text);
            case "multiselect" -> true;
            default -> sent.isValueNode();
        };
        if (!allowed) {
            throw refused(field, "is invalid");
        }
        return field.path("type").asString("").equals("checkbox")
                ? JsonNodeFactory.instance.booleanNode(text.equals("true"))
                : sent;
    }

    private static Refusal refused(ObjectNode field, String why) {
        return new Refusal(
                Replies.invalidRecord("base", field.path("title").asString("") + ": " + why, "InvalidValue"));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            return true;
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    private static boolean matches(String pattern, String text) {
        return pattern.isEmpty() || Pattern.compile(pattern).matcher(text).find();
    }

    /** The values of a field's options; each of them is a tag too. */
    static List<String> options(ObjectNode field) {
        List<String> options = new ArrayList<>();
        field.path("custom_field_options")
                .forEach(option -> options.add(option.path("value").asString()));
        return options;
    }

    /** The tags that a value puts on a ticket: the options that were chosen, or the tag of a box that is ticked. */
    static List<String> tags(ObjectNode field, JsonNode value) {
        if (field.path("type").asString("").equals("checkbox")) {
            String tag = field.path("tag").asString("");
            return value.asBoolean(false) && !tag.isEmpty() ? List.of(tag) : List.of();
        }
        return value.isNull() || options(field).isEmpty() ? List.of() : chosen(field, value);
    }

    /** The tags that a field could put on a ticket. */
    static List<String> allTags(ObjectNode field) {
        String tag = field.path("tag").asString("");
        return field.path("type").asString("").equals("checkbox") && !tag.isEmpty() ? List.of(tag) : options(field);
    }

    private static List<String> chosen(ObjectNode field, JsonNode value) {
        List<String> chosen = new ArrayList<>();
        if (value.isArray() && field.path("type").asString("").equals("multiselect")) {
            value.forEach(each -> chosen.add(each.asString("")));
        } else {
            chosen.add(value.asString(""));
        }
        return chosen;
    }

    /**
     * Takes over what a payload says of a row: its own fields, which stand in a member, what may be written, and its tags.
     * What it does not say stays as it was.
     */
    static void fill(Table fields, ObjectNode row, String member, List<String> writable, JsonNode payload) {
        ObjectNode held = ((ObjectNode) row.path(member)).deepCopy();
        for (ObjectNode field : fields.rows().values()) {
            String key = field.path("key").asString("");
            if (payload.path(member).has(key)) {
                held.set(key, checked(field, payload.path(member).path(key)));
            }
        }
        row.set(member, held);
        for (String name : writable) {
            if (payload.has(name)) {
                row.set(name, payload.path(name));
            }
        }
        if (payload.has("tags")) {
            row.set("tags", TicketDraft.kept(payload.path("tags")));
        }
    }
}
