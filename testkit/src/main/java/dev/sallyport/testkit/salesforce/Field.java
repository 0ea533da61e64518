package dev.sallyport.testkit.salesforce;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field of an object. Immutable: each method that sets something gives a changed copy. */
record Field(
        String name,
        FieldType type,
        int length,
        int precision,
        int scale,
        Set<Trait> traits,
        List<String> choices,
        @Nullable String defaultValue,
        @Nullable String compound,
        @Nullable String relationship) {

    /** What a field has besides its type. */
    enum Trait {
        CREATEABLE,
        UPDATEABLE,
        REQUIRED,
        UNIQUE,
        EXTERNAL_ID,
        ID_LOOKUP,
        RESTRICTED,
        NAME_FIELD,
        CASCADES,
        CALCULATED,
        DEFAULTED
    }

    /** Long text areas are those over this length; nobody can filter, sort or group by them. */
    private static final int LONGEST_FILTERABLE = 255;

    static Field of(String name, FieldType type, int length) {
        Set<Trait> writable = EnumSet.of(Trait.CREATEABLE, Trait.UPDATEABLE);
        return new Field(name, type, length, 0, 0, writable, List.of(), null, null, null);
    }

    static Field text(String name, int length) {
        return of(name, FieldType.STRING, length);
    }

    static Field area(String name, int length) {
        return of(name, FieldType.TEXTAREA, length);
    }

    static Field picklist(String name, String... choices) {
        return of(name, FieldType.PICKLIST, 255).choices(List.of(choices));
    }

    static Field multiPicklist(String name, String... choices) {
        return of(name, FieldType.MULTIPICKLIST, 4_099).choices(List.of(choices));
    }

    static Field flag(String name) {
        return of(name, FieldType.BOOLEAN, 0).with(Trait.DEFAULTED);
    }

    static Field number(String name, FieldType type, int precision, int scale) {
        return new Field(name, type, 0, precision, scale, of(name, type, 0).traits, List.of(), null, null, null);
    }

    /** A look-up; the relationship is named like the field without {@code Id}. */
    static Field reference(String name, String... targets) {
        Field field = of(name, FieldType.REFERENCE, 18).choices(List.of(targets));
        return new Field(
                name,
                field.type,
                18,
                0,
                0,
                field.traits,
                field.choices,
                null,
                null,
                name.endsWith("Id") ? name.substring(0, name.length() - 2) : name.replace("__c", "__r"));
    }

    Field with(Trait... more) {
        return traits(Set.of(more), Set.of());
    }

    Field readOnly() {
        return traits(Set.of(), Set.of(Trait.CREATEABLE, Trait.UPDATEABLE));
    }

    Field createOnly() {
        return traits(Set.of(), Set.of(Trait.UPDATEABLE));
    }

    Field calculated() {
        return readOnly().with(Trait.CALCULATED);
    }

    Field defaultsTo(String value) {
        Set<Trait> all = with(Trait.DEFAULTED).traits;
        return new Field(name, type, length, precision, scale, all, choices, value, compound, relationship);
    }

    Field partOf(String compoundField) {
        return new Field(
                name, type, length, precision, scale, traits, choices, defaultValue, compoundField, relationship);
    }

    private Field traits(Set<Trait> more, Set<Trait> fewer) {
        Set<Trait> changed = EnumSet.noneOf(Trait.class);
        changed.addAll(traits);
        changed.addAll(more);
        changed.removeAll(fewer);
        return new Field(name, type, length, precision, scale, changed, choices, defaultValue, compound, relationship);
    }

    private Field choices(List<String> values) {
        return new Field(name, type, length, precision, scale, traits, values, defaultValue, compound, relationship);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean custom() {
        return name.endsWith("__c");
    }

    /** The objects that a reference can point to. */
    List<String> targets() {
        return type == FieldType.REFERENCE ? choices : List.of();
    }

    boolean polymorphic() {
        return targets().size() > 1;
    }

    boolean filterable() {
        return type != FieldType.ADDRESS && !(type == FieldType.TEXTAREA && length > LONGEST_FILTERABLE);
    }

    boolean groupable() {
        return filterable() && type != FieldType.DATETIME && !type.soapType().equals("xsd:double");
    }

    /** Whether look-ups by this field go through a hash index. */
    boolean indexed() {
        return is(Trait.UNIQUE)
                || is(Trait.EXTERNAL_ID)
                || is(Trait.ID_LOOKUP)
                || name.equals("LastName")
                || (type == FieldType.REFERENCE && !name.endsWith("ById"));
    }

    /** What people see: {@code First Name}, {@code Account ID}. */
    String label() {
        String base = custom() ? name.substring(0, name.length() - 3).replace('_', ' ') : name;
        String spaced = base.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        if (type == FieldType.ID) {
            return "Record ID";
        }
        return spaced.endsWith(" Id") ? spaced.substring(0, spaced.length() - 2) + "ID" : spaced;
    }

    String key() {
        return name.toLowerCase(Locale.ROOT);
    }
}
