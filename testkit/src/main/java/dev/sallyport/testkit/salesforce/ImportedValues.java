package dev.sallyport.testkit.salesforce;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as a data import stores them: trimmed and cut to length, but not validated. */
final class ImportedValues {
    private ImportedValues() {}

    /**
     * The value in the type of the field; null for an empty one.
     *
     * @throws IllegalArgumentException if the field's type cannot hold it
     */
    static @Nullable Object read(Field field, @Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty()) {
            return field.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
        }
        FieldType type = field.type();
        if (type == FieldType.BOOLEAN) {
            return text.toLowerCase(Locale.ROOT).equals("true");
        }
        if (type == FieldType.INT) {
            return new BigDecimal(text).intValue();
        }
        if (type.isNumber()) {
            return new BigDecimal(text).doubleValue();
        }
        return switch (type) {
            case DATE -> required(WireDates.date(text), field);
            case DATETIME -> required(WireDates.instant(text), field);
            case ID, REFERENCE -> required(Ids.normalized(text), field);
            default -> field.length() > 0 && text.length() > field.length() ? text.substring(0, field.length()) : text;
        };
    }

    private static Object required(@Nullable Object value, Field field) {
        if (value == null) {
            throw new IllegalArgumentException(
                    field.name() + " takes a " + field.type().wireName());
        }
        return value;
    }
}
