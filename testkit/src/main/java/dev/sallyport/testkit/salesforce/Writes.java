package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Creates, changes and deletes records for one caller, with the checks that Salesforce makes on the way. */
final class Writes {
    private final Unit unit;
    private final Caller caller;
    private final Instant now;
    private final Store store;

    Writes(Unit unit, Caller caller, Instant now) {
        this.unit = unit;
        this.caller = caller;
        this.now = WireDates.seconds(now);
        this.store = unit.store();
    }

    /** Creates a record and answers with it. */
    Row create(SObjectType type, JsonNode body, Map<String, @Nullable Object> keys) {
        caller.demand(Permission.CREATE, type);
        Map<String, @Nullable Object> asked = new LinkedHashMap<>(fields(type, body, true));
        asked.putAll(keys);
        List<String> missing = type.fields().stream()
                .filter(field -> field.is(Trait.REQUIRED) && asked.get(field.name()) == null)
                .map(Field::name)
                .toList();
        requireNone(missing);
        Table table = store.table(type);
        Row row = new Row(type, Ids.of(type.prefix(), table.nextNumber()));
        checkReferences(type, asked);
        checkUnique(row, asked);
        store.requireUnlocked(row, asked);
        new NewRow(store, row, caller.userId(), now).fill(asked);
        unit.create(row, WireValues.plain(asked));
        return row;
    }

    /** Changes a record. */
    void update(Row row, JsonNode body) {
        SObjectType type = row.type();
        requireLive(row);
        caller.demand(Permission.EDIT, type);
        Map<String, @Nullable Object> asked = fields(type, body, false);
        requireNone(type.fields().stream()
                .filter(field ->
                        field.is(Trait.REQUIRED) && asked.containsKey(field.name()) && asked.get(field.name()) == null)
                .map(Field::name)
                .toList());
        checkReferences(type, asked);
        checkUnique(row, asked);
        store.requireUnlocked(row, asked);
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(asked);
        changes.putAll(stamp(caller.userId(), now));
        unit.update(row, changes, WireValues.plain(asked));
        unit.derive(row, DerivedValues.of(row, asked, store, now));
    }

    /** Puts a record, and those that go with it, into the recycle bin. */
    void delete(Row row) {
        requireLive(row);
        caller.demand(Permission.DELETE, row.type());
        store.requireUnlocked(row, Map.of());
        cascade(row);
    }

    private void cascade(Row row) {
        Map<String, @Nullable Object> changes = stamp(caller.userId(), now);
        changes.put("IsDeleted", true);
        unit.delete(row, changes);
        for (SObjectType type : store.schema().types()) {
            for (Field field : type.fields()) {
                if (field.is(Trait.CASCADES)
                        && field.targets().contains(row.type().name())) {
                    List.copyOf(store.table(type).lookUp(field.name(), row.id())).stream()
                            .filter(child -> !child.isDeleted())
                            .forEach(this::cascade);
                }
            }
        }
    }

    static Map<String, @Nullable Object> stamp(String userId, Instant now) {
        Map<String, @Nullable Object> stamp = new LinkedHashMap<>();
        stamp.put("LastModifiedDate", now);
        stamp.put("SystemModstamp", now);
        stamp.put("LastModifiedById", userId);
        return stamp;
    }

    private static void requireLive(Row row) {
        if (row.isDeleted()) {
            throw Refusal.deleted();
        }
    }

    private static void requireNone(List<String> missing) {
        if (!missing.isEmpty()) {
            throw Refusal.input(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [" + String.join(", ", missing) + "]",
                    missing.toArray(String[]::new));
        }
    }

    /** The fields of a body by their own names; unknown, hidden and read-only ones are refused. */
    private Map<String, @Nullable Object> fields(SObjectType type, JsonNode body, boolean create) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> forbidden = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (member.getKey().equals("attributes")) {
                continue;
            }
            Field related = member.getValue().isObject() ? type.relationship(member.getKey()) : null;
            Field field = related == null ? type.field(member.getKey()) : related;
            if (field == null) {
                throw Refusal.noColumn(member.getKey(), type);
            }
            if (!caller.user().writes(type, field, create)) {
                forbidden.add(field.name());
            } else {
                values.put(
                        field.name(),
                        related == null
                                ? InputValues.read(field, member.getValue())
                                : byExternalId(related, member.getValue()));
            }
        }
        if (!forbidden.isEmpty()) {
            throw Refusal.input(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "Unable to create/update fields: " + String.join(", ", forbidden)
                            + ". Please check the security settings of this field and verify that it is read/write for"
                            + " your profile or permission set.",
                    forbidden.toArray(String[]::new));
        }
        return values;
    }

    /** A parent named by its external id: {@code "Account": {"Number__c": "7"}}. */
    private String byExternalId(Field reference, JsonNode named) {
        SObjectType target = store.schema().type(reference.targets().get(0));
        for (Map.Entry<String, JsonNode> key : named.properties()) {
            Field field = target == null ? null : target.field(key.getKey());
            if (target != null && field != null && field.is(Trait.EXTERNAL_ID)) {
                List<Row> found = store
                        .table(target)
                        .lookUp(field.name(), key.getValue().asString(""))
                        .stream()
                        .filter(row -> !row.isDeleted())
                        .toList();
                if (found.size() == 1) {
                    return found.get(0).id();
                }
                throw Refusal.input(
                        "INVALID_FIELD",
                        "Foreign key external ID: " + key.getValue().asString("") + " not found for field "
                                + field.name() + " in entity " + target.name());
            }
        }
        throw Refusal.of(400, "INVALID_FIELD", "No external id in " + reference.relationship());
    }

    private void checkReferences(SObjectType type, Map<String, @Nullable Object> values) {
        values.forEach((name, value) -> {
            Field field = type.field(name);
            if (field != null && field.type() == FieldType.REFERENCE && value != null) {
                checkReference(field, value.toString());
            }
        });
    }

    private void checkReference(Field field, String id) {
        SObjectType target = store.schema().typeOf(id);
        if (target == null || !field.targets().contains(target.name())) {
            throw InputValues.malformedId(field, id);
        }
        Row row = store.row(id);
        if (row == null) {
            throw Refusal.input("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (row.isDeleted()) {
            throw Refusal.input("ENTITY_IS_DELETED", "entity is deleted");
        }
        if (!caller.user().can(Permission.READ, target)) {
            throw Refusal.input(
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "insufficient access rights on cross-reference id: " + Ids.shortened(id));
        }
    }

    private void checkUnique(Row row, Map<String, @Nullable Object> values) {
        values.forEach((name, value) -> {
            Field field = row.type().field(name);
            if (field != null && field.is(Trait.UNIQUE) && value != null) {
                store.table(row.type()).lookUp(name, value).stream()
                        .filter(other -> !other.isDeleted() && !other.id().equals(row.id()))
                        .findFirst()
                        .ifPresent(other -> {
                            throw Refusal.input(
                                    "DUPLICATE_VALUE",
                                    "duplicate value found: " + name + " duplicates value on record with id: "
                                            + Ids.shortened(other.id()));
                        });
            }
        });
    }
}
