package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name in a query, looked up: the references to go over and the field at their end.
 *
 * @param hops the references from the row to the one that holds the field
 * @param field the field; behind a reference to several objects, a field of the same name of one of them; under a function
 *     it has the type that the function gives
 * @param function what is taken of the field; null for all of it
 */
record Column(List<Field> hops, Field field, @Nullable DateFunction function) {
    private static final int MOST_HOPS = 5;
    private static final Set<String> OF_ANY_TARGET =
            Set.of("id", "name", "firstname", "lastname", "email", "phone", "title", "username", "isactive");
    private static final Field TARGET_TYPE = Field.text("Type", 40).readOnly();

    /** Looks the name up, or refuses it in the words that queries use. */
    static Column find(Soql query, Name name, SObjectType type, Schema schema, Caller caller) {
        List<String> parts = new ArrayList<>(List.of(name.text().split("\\.", -1)));
        if (parts.size() > 1
                && (parts.get(0).equalsIgnoreCase(query.alias()) || parts.get(0).equalsIgnoreCase(type.name()))
                && type.relationship(parts.get(0)) == null) {
            parts.remove(0);
        }
        if (parts.size() > MOST_HOPS + 1) {
            throw query.text().malformed(name.column(), "too many relationships in " + name.text());
        }
        List<Field> hops = new ArrayList<>();
        List<SObjectType> here = List.of(type);
        for (String part : parts.subList(0, parts.size() - 1)) {
            Field hop = relationship(here, part, caller);
            if (hop == null) {
                throw query.text()
                        .invalidField(
                                name.column(),
                                "Didn't understand relationship '" + part
                                        + "' in field path. If you are attempting to use a custom relationship, be sure to"
                                        + " append the '__r' after the custom relationship name.");
            }
            hops.add(hop);
            here = hop.targets().stream()
                    .map(schema::standard)
                    .filter(target -> caller.user().can(Permission.READ, target))
                    .toList();
        }
        String last = parts.get(parts.size() - 1);
        Field field = field(here, last, caller);
        if (field == null) {
            throw query.text()
                    .noColumn(
                            name.column(), last, here.size() == 1 ? here.get(0).name() : "Name");
        }
        return under(query, name, new Column(hops, field, null));
    }

    private static Column under(Soql query, Name name, Column plain) {
        DateFunction function = DateFunction.named(name.function());
        if (function == null) {
            return plain;
        }
        if (!function.takes(plain.field.type())) {
            throw query.text()
                    .malformed(
                            name.column(),
                            "field '" + plain.field.name() + "' of type "
                                    + plain.field.type().wireName() + " can not be used in function " + function);
        }
        return new Column(plain.hops, function.result(plain.field), function);
    }

    static Column of(Field field) {
        return new Column(List.of(), field, null);
    }

    private static @Nullable Field relationship(List<SObjectType> here, String name, Caller caller) {
        if (here.size() != 1) {
            return null;
        }
        Field field = here.get(0).relationship(name);
        return field != null && caller.user().sees(here.get(0), field) ? field : null;
    }

    private static @Nullable Field field(List<SObjectType> here, String name, Caller caller) {
        if (here.size() == 1) {
            return caller.field(here.get(0), name);
        }
        if (name.equalsIgnoreCase("Type")) {
            return TARGET_TYPE;
        }
        if (!OF_ANY_TARGET.contains(name.toLowerCase(Locale.ROOT))) {
            return null;
        }
        return here.stream()
                .map(type -> caller.field(type, name))
                .filter(field -> field != null)
                .findFirst()
                .orElse(null);
    }

    /** The value for a row; null where it is unset or a reference on the way is. */
    @Nullable
    Object value(Row row, Store store) {
        Row holder = holder(row, store);
        if (holder == null) {
            return null;
        }
        Object value = field.equals(TARGET_TYPE) ? holder.type().name() : holder.get(field.name());
        return function == null ? value : function.of(value);
    }

    @Nullable
    Row holder(Row row, Store store) {
        Row holder = row;
        for (Field hop : hops) {
            holder = holder == null ? null : store.parent(holder, hop);
        }
        return holder;
    }
}
