package dev.sallyport.testkit.salesforce;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records as one caller sees them, in one version of the API. */
final class RecordView {
    private static final List<String> ADDRESS_PARTS =
            List.of("City", "Country", "Latitude", "Longitude", "PostalCode", "State", "Street");

    private final Store store;
    private final Caller caller;
    private final String root;
    private final int rights;

    /**
     * A view.
     *
     * @param version such as {@code v62.0}; it goes into the records' URLs
     */
    RecordView(Store store, Caller caller, String version) {
        this.store = store;
        this.caller = caller;
        this.root = "/services/data/" + version;
        this.rights = caller.user().changes();
    }

    /** Whether a whole record looks the same in both. */
    boolean showsAs(RecordView other) {
        return caller.user().equals(other.caller.user()) && rights == other.rights && root.equals(other.root);
    }

    String url(Row row) {
        return root + "/sobjects/" + row.type().name() + "/" + row.id();
    }

    /** Every field that the caller sees; unset ones are null. */
    ObjectNode whole(Row row) {
        ObjectNode json = blank(row);
        for (Field field : row.type().fields()) {
            if (caller.user().sees(row.type(), field)) {
                json.set(field.name(), value(row, field));
            }
        }
        return json;
    }

    /** Just these columns; those of parents are nested under the relationship. */
    ObjectNode selection(Row row, List<Column> columns) {
        ObjectNode json = blank(row);
        for (Column column : columns) {
            nest(json, row, column);
        }
        return json;
    }

    /** Puts a column there, under its relationships. */
    void nest(ObjectNode json, Row row, Column column) {
        ObjectNode node = json;
        Row holder = row;
        for (Field hop : column.hops()) {
            String name = Objects.requireNonNull(hop.relationship());
            holder = store.parent(holder, hop);
            if (holder == null) {
                if (!node.has(name)) {
                    node.putNull(name);
                }
                return;
            }
            if (!(node.get(name) instanceof ObjectNode)) {
                node.set(name, blank(holder));
            }
            node = (ObjectNode) node.get(name);
        }
        String name = column.field().name();
        node.set(
                name,
                name.equals("Type") && holder.type().field("Type") == null
                        ? WireValues.json(holder.type().name())
                        : value(holder, column.field()));
    }

    private ObjectNode blank(Row row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("attributes").put("type", row.type().name()).put("url", url(row));
        return json;
    }

    private JsonNode value(Row row, Field field) {
        return field.type() == FieldType.ADDRESS ? address(row, field.name()) : WireValues.json(row.get(field.name()));
    }

    /** The parts in one object, null where none is set. */
    private JsonNode address(Row row, String compound) {
        String kind = compound.substring(0, compound.length() - "Address".length());
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        boolean any = false;
        for (String part : ADDRESS_PARTS) {
            Field field = caller.field(row.type(), kind + part);
            @Nullable Object value = field == null ? null : row.get(field.name());
            any |= value != null;
            address.set(part.substring(0, 1).toLowerCase(Locale.ROOT) + part.substring(1), WireValues.json(value));
            if (part.equals("Country")) {
                address.putNull("geocodeAccuracy");
            }
        }
        return any ? address : JsonNodeFactory.instance.nullNode();
    }
}
