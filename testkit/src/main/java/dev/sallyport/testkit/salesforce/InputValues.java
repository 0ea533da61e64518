package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the values that clients send, and refuses those that a field cannot hold. */
final class InputValues {
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9-]{2,}");

    private InputValues() {}

    /** The value as it is stored; null clears. */
    static @Nullable Object read(Field field, JsonNode json) {
        if (json.isNull()) {
            return field.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
        }
        if (json.isObject() || json.isArray()) {
            throw wrongType(field, json, "START_" + (json.isObject() ? "OBJECT" : "ARRAY"));
        }
        FieldType type = field.type();
        if (type == FieldType.BOOLEAN) {
            return truth(field, json);
        }
        if (type.isNumber()) {
            return number(field, json);
        }
        if (!json.isString()) {
            throw wrongType(
                    field,
                    json,
                    json.isBoolean() ? "VALUE_" + json.asString().toUpperCase(Locale.ROOT) : "VALUE_NUMBER_INT");
        }
        String text = json.stringValue().strip();
        if (text.isEmpty()) {
            return null;
        }
        return switch (type) {
            case DATE -> present(WireDates.date(text), field, json);
            case DATETIME -> present(WireDates.instant(text), field, json);
            case ID, REFERENCE -> id(field, text);
            default -> text(field, text);
        };
    }

    private static Object truth(Field field, JsonNode json) {
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isString()
                && (json.stringValue().equals("true") || json.stringValue().equals("false"))) {
            return json.stringValue().equals("true");
        }
        throw wrongType(field, json, json.isString() ? "VALUE_STRING" : "VALUE_NUMBER_INT");
    }

    private static @Nullable Object number(Field field, JsonNode json) {
        String text = json.asString("").strip();
        if (json.isString() && text.isEmpty()) {
            return null;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException notNumber) {
            throw wrongType(field, json, json.isString() ? "VALUE_STRING" : "VALUE_TRUE");
        }
        if (value.precision() - value.scale() > field.precision() - field.scale()) {
            throw Refusal.input(
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    field.label() + ": value outside of valid range on numeric field: " + text,
                    field.name());
        }
        if (field.type() == FieldType.INT) {
            return value.intValue();
        }
        return value.setScale(field.scale(), RoundingMode.HALF_UP).doubleValue();
    }

    private static String id(Field field, String text) {
        String id = Ids.normalized(text);
        if (id == null) {
            throw malformedId(field, text);
        }
        return id;
    }

    static Refusal malformedId(Field field, String text) {
        return Refusal.input("MALFORMED_ID", field.label() + ": id value of incorrect type: " + text, field.name());
    }

    private static String text(Field field, String text) {
        if (field.length() > 0 && text.length() > field.length()) {
            throw Refusal.input(
                    "STRING_TOO_LONG",
                    field.label() + ": data value too large: " + text + " (max length=" + field.length() + ")",
                    field.name());
        }
        if (field.type() == FieldType.EMAIL && !EMAIL.matcher(text).matches()) {
            throw Refusal.input(
                    "INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + text, field.name());
        }
        return field.is(Trait.RESTRICTED) ? choice(field, text) : text;
    }

    private static String choice(Field field, String text) {
        for (String part : field.type() == FieldType.MULTIPICKLIST ? text.split(";", -1) : new String[] {text}) {
            if (field.choices().stream().noneMatch(choice -> choice.equalsIgnoreCase(part))) {
                throw Refusal.input(
                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                        field.label() + ": bad value for restricted picklist field: " + part,
                        field.name());
            }
        }
        return text;
    }

    private static Object present(@Nullable Object value, Field field, JsonNode json) {
        if (value == null) {
            throw wrongType(field, json, "VALUE_STRING");
        }
        return value;
    }

    private static Refusal wrongType(Field field, JsonNode json, String token) {
        String wanted = field.type().soapType().replaceAll("^\\w+:", "").replace("dateTime", "datetime");
        return Refusal.unparsable("Cannot deserialize instance of " + wanted + " from " + token + " value "
                + json.asString("") + " or request may be missing a required field at [line:1, column:1]");
    }
}
