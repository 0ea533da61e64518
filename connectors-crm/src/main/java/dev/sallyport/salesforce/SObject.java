package dev.sallyport.salesforce;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What describe tells of an object: the fields that the connection's user sees, and whether it has the intent field.
 *
 * @param name the object's API name
 * @param fields the visible fields
 * @param keyed whether the intent field is there, external id, unique and createable
 */
record SObject(String name, Set<String> fields, boolean keyed) {

    static SObject of(String name, JsonNode describe, String intentField) {
        Set<String> fields = new LinkedHashSet<>();
        boolean keyed = false;
        for (JsonNode field : describe.path("fields")) {
            String fieldName = field.path("name").asString("");
            fields.add(fieldName);
            keyed |= fieldName.equalsIgnoreCase(intentField)
                    && field.path("externalId").asBoolean(false)
                    && field.path("unique").asBoolean(false)
                    && field.path("createable").asBoolean(false);
        }
        return new SObject(name, fields, keyed);
    }

    boolean has(String field) {
        return fields.contains(field);
    }

    /** Those of the wanted fields that are visible, and the org's own. */
    List<String> selection(List<String> wanted, String intentField) {
        Set<String> selected = new LinkedHashSet<>(wanted);
        selected.retainAll(fields);
        fields.stream().filter(field -> isCustom(field, intentField)).forEach(selected::add);
        return List.copyOf(selected);
    }

    static boolean isCustom(String field, String intentField) {
        return field.endsWith("__c") && !field.equalsIgnoreCase(intentField);
    }
}
