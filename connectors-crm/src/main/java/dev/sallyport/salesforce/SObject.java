package dev.sallyport.salesforce;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What describe tells of an object: the fields that the connection's user sees, and whether it has those for intents.
 *
 * @param name the object's API name
 * @param fields the visible fields
 * @param keyed whether the intent field is there, external id, unique and createable
 * @param marked whether the field for the marks of updates is there, long enough, createable and updateable
 */
record SObject(String name, Set<String> fields, boolean keyed, boolean marked) {

    static SObject of(String name, JsonNode describe, String intentField, String updatesField) {
        Set<String> fields = new LinkedHashSet<>();
        boolean keyed = false;
        boolean marked = false;
        for (JsonNode field : describe.path("fields")) {
            String fieldName = field.path("name").asString("");
            fields.add(fieldName);
            keyed |= fieldName.equalsIgnoreCase(intentField) && all(field, "externalId", "unique", "createable");
            marked |= fieldName.equalsIgnoreCase(updatesField)
                    && all(field, "createable", "updateable")
                    && field.path("length").asInt(0) >= UpdateMarks.LENGTH;
        }
        return new SObject(name, fields, keyed, marked);
    }

    private static boolean all(JsonNode field, String... traits) {
        for (String trait : traits) {
            if (!field.path(trait).asBoolean(false)) {
                return false;
            }
        }
        return true;
    }

    boolean has(String field) {
        return fields.contains(field);
    }

    /** Those of the wanted fields that are visible, and the org's own. */
    List<String> selection(List<String> wanted, Predicate<String> ours) {
        Set<String> selected = new LinkedHashSet<>(wanted);
        selected.retainAll(fields);
        fields.stream().filter(field -> isCustom(field, ours)).forEach(selected::add);
        return List.copyOf(selected);
    }

    static boolean isCustom(String field, Predicate<String> ours) {
        return field.endsWith("__c") && !ours.test(field);
    }
}
