package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;

/** A field that this org has and others have not; its name ends in {@code __c}. Immutable. */
public final class CustomField {
    private static final int LONGEST_TEXT = 255;
    private static final int MOST_DIGITS = 18;

    private final Field field;

    private CustomField(Field field) {
        if (!field.custom()) {
            throw new IllegalArgumentException("the name of a custom field ends in __c, not " + field.name());
        }
        this.field = field;
    }

    /**
     * A text of one line.
     *
     * @param length the most characters, 1 to 255
     * @throws IllegalArgumentException if the name does not end in {@code __c} or the length is out of range
     */
    public static CustomField text(String name, int length) {
        if (length < 1 || length > LONGEST_TEXT) {
            throw new IllegalArgumentException("length must be 1 to 255, not " + length);
        }
        return new CustomField(Field.text(name, length));
    }

    /**
     * A number with so many digits after the point, 18 in all.
     *
     * @throws IllegalArgumentException if the name does not end in {@code __c}
     */
    public static CustomField number(String name, int scale) {
        return new CustomField(Field.number(name, FieldType.DOUBLE, MOST_DIGITS, scale));
    }

    /**
     * A tick box.
     *
     * @throws IllegalArgumentException if the name does not end in {@code __c}
     */
    public static CustomField checkbox(String name) {
        return new CustomField(Field.flag(name));
    }

    /**
     * One of these values and no other.
     *
     * @throws IllegalArgumentException if the name does not end in {@code __c}
     */
    public static CustomField picklist(String name, String... values) {
        return new CustomField(Field.picklist(name, values).with(Trait.RESTRICTED));
    }

    /**
     * Any of these values and no others, with semicolons between them.
     *
     * @throws IllegalArgumentException if the name does not end in {@code __c}
     */
    public static CustomField multiPicklist(String name, String... values) {
        return new CustomField(Field.multiPicklist(name, values).with(Trait.RESTRICTED));
    }

    /** The same as an external id, by which records are found and upserted. */
    public CustomField externalId() {
        return new CustomField(field.with(Trait.EXTERNAL_ID, Trait.ID_LOOKUP));
    }

    /** The same with each value held by one record at most, whatever its case. */
    public CustomField unique() {
        return new CustomField(field.with(Trait.UNIQUE));
    }

    /** The same that must be given on create. */
    public CustomField required() {
        return new CustomField(field.with(Trait.REQUIRED));
    }

    Field field() {
        return field;
    }

    @Override
    public String toString() {
        return "CustomField[" + field.name() + "]";
    }
}
