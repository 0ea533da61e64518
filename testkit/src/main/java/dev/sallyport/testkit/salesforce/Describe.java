package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an org says of its objects to one caller. */
final class Describe {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MASTER_RECORD_TYPE = "012000000000000AAA";
    private static final int BYTES_A_CHARACTER = 3;
    private static final int CURRENCY_DIGITS = 18;

    private final Schema schema;
    private final Caller caller;
    private final String root;

    Describe(Schema schema, Caller caller, String version) {
        this.schema = schema;
        this.caller = caller;
        this.root = "/services/data/" + version + "/sobjects/";
    }

    ObjectNode global() {
        ObjectNode global = JSON.objectNode();
        global.put("encoding", "UTF-8").put("maxBatchSize", 200);
        ArrayNode objects = global.putArray("sobjects");
        schema.types().stream()
                .filter(type -> caller.user().can(Permission.READ, type))
                .forEach(type -> objects.add(flags(type)));
        return global;
    }

    ObjectNode basic(SObjectType type) {
        ObjectNode basic = JSON.objectNode();
        basic.set("objectDescribe", flags(type));
        basic.putArray("recentItems");
        return basic;
    }

    ObjectNode full(SObjectType type) {
        ObjectNode full = flags(type);
        full.putArray("actionOverrides");
        full.set("childRelationships", children(type));
        full.put("compactLayoutable", true);
        ArrayNode fields = full.putArray("fields");
        type.fields().stream()
                .filter(field -> caller.user().sees(type, field))
                .forEach(field -> fields.add(field(type, field)));
        full.putNull("listviewable");
        full.putNull("lookupLayoutable");
        full.putArray("namedLayoutInfos");
        full.putNull("networkScopeFieldName");
        full.set("recordTypeInfos", recordTypes(type));
        full.put("searchLayoutable", true);
        full.putNull("sobjectDescribeOption");
        full.putArray("supportedScopes")
                .addObject()
                .put("label", "All " + plural(type))
                .put("name", "everything");
        return full;
    }

    private ObjectNode flags(SObjectType type) {
        boolean writable = type.writable();
        ObjectNode flags = JSON.objectNode();
        flags.put("activateable", false);
        flags.put("createable", writable && caller.user().can(Permission.CREATE, type));
        flags.put("custom", false).put("customSetting", false);
        flags.put("deletable", writable && caller.user().can(Permission.DELETE, type));
        flags.put("deprecatedAndHidden", false).put("feedEnabled", true);
        flags.put("hasSubtypes", false).put("isSubtype", false);
        flags.put("keyPrefix", type.prefix()).put("label", type.name()).put("labelPlural", plural(type));
        flags.put("layoutable", true);
        flags.put("mergeable", List.of("Account", "Contact", "Lead", "Case").contains(type.name()));
        flags.put("mruEnabled", true)
                .put("name", type.name())
                .put("queryable", true)
                .put("replicateable", true);
        flags.put("retrieveable", true).put("searchable", true).put("triggerable", true);
        flags.put("undeletable", writable);
        flags.put("updateable", caller.user().can(Permission.EDIT, type));
        ObjectNode urls = flags.putObject("urls");
        urls.put("sobject", root + type.name());
        urls.put("describe", root + type.name() + "/describe");
        urls.put("rowTemplate", root + type.name() + "/{ID}");
        return flags;
    }

    private static String plural(SObjectType type) {
        String name = type.name();
        return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
    }

    private ArrayNode children(SObjectType type) {
        ArrayNode children = JSON.arrayNode();
        for (SObjectType child : schema.types()) {
            for (Field field : child.fields()) {
                if (field.targets().contains(type.name()) && caller.user().can(Permission.READ, child)) {
                    ObjectNode relation = children.addObject();
                    relation.put("cascadeDelete", field.is(Trait.CASCADES)).put("childSObject", child.name());
                    relation.put("deprecatedAndHidden", false).put("field", field.name());
                    relation.putArray("junctionIdListNames");
                    relation.putArray("junctionReferenceTo");
                    relation.put("relationshipName", ChildRelationships.name(child, field));
                    relation.put("restrictedDelete", false);
                }
            }
        }
        return children;
    }

    private ArrayNode recordTypes(SObjectType type) {
        ArrayNode types = JSON.arrayNode();
        ObjectNode master = types.addObject();
        master.put("active", true).put("available", true).put("defaultRecordTypeMapping", true);
        master.put("developerName", "Master").put("master", true).put("name", "Master");
        master.put("recordTypeId", MASTER_RECORD_TYPE);
        master.putObject("urls").put("layout", root + type.name() + "/describe/layouts/" + MASTER_RECORD_TYPE);
        return types;
    }

    private ObjectNode field(SObjectType type, Field field) {
        ObjectNode json = JSON.objectNode();
        FieldType fieldType = field.type();
        int length = fieldType == FieldType.ID ? 18 : field.length();
        json.put("aggregatable", field.filterable()).put("aiPredictionField", false);
        json.put("autoNumber", field.name().equals("CaseNumber"));
        json.put("byteLength", fieldType.isId() ? 18 : length * BYTES_A_CHARACTER);
        json.put("calculated", field.is(Trait.CALCULATED)).putNull("calculatedFormula");
        json.put("cascadeDelete", false).put("caseSensitive", false);
        json.put("compoundFieldName", field.compound());
        json.putNull("controllerName");
        json.put("createable", caller.user().writes(type, field, true)).put("custom", field.custom());
        json.set("defaultValue", defaultValue(field));
        json.putNull("defaultValueFormula");
        json.put("defaultedOnCreate", field.is(Trait.DEFAULTED)).put("dependentPicklist", false);
        json.put("deprecatedAndHidden", false).put("digits", fieldType == FieldType.INT ? field.precision() : 0);
        json.put("displayLocationInDecimal", false).put("encrypted", false);
        json.put("externalId", field.is(Trait.EXTERNAL_ID));
        json.put("extraTypeInfo", extra(field));
        json.put("filterable", field.filterable()).putNull("filteredLookupInfo");
        json.put("groupable", field.groupable()).put("highScaleNumber", false).put("htmlFormatted", false);
        json.put("idLookup", field.is(Trait.ID_LOOKUP))
                .putNull("inlineHelpText")
                .put("label", field.label());
        json.put("length", length).putNull("mask").putNull("maskType").put("name", field.name());
        json.put("nameField", field.is(Trait.NAME_FIELD)).put("namePointing", field.polymorphic());
        json.put("nillable", isNillable(field));
        json.put("permissionable", !field.is(Trait.REQUIRED) && !field.is(Trait.DEFAULTED));
        json.set("picklistValues", picklist(field));
        json.put("polymorphicForeignKey", field.polymorphic());
        json.put("precision", fieldType == FieldType.INT ? 0 : Math.min(field.precision(), CURRENCY_DIGITS));
        json.put("queryByDistance", false).putNull("referenceTargetField");
        ArrayNode targets = json.putArray("referenceTo");
        field.targets().forEach(targets::add);
        json.put("relationshipName", field.relationship()).putNull("relationshipOrder");
        json.put("restrictedDelete", false).put("restrictedPicklist", field.is(Trait.RESTRICTED));
        json.put("scale", field.scale()).put("searchPrefilterable", fieldType == FieldType.REFERENCE);
        json.put("soapType", fieldType.soapType()).put("sortable", field.filterable());
        json.put("type", fieldType.wireName()).put("unique", field.is(Trait.UNIQUE));
        json.put("updateable", caller.user().writes(type, field, false)).put("writeRequiresMasterRead", false);
        return json;
    }

    private static JsonNode defaultValue(Field field) {
        return field.type() == FieldType.BOOLEAN ? JSON.booleanNode(false) : WireValues.json(field.defaultValue());
    }

    private static boolean isNillable(Field field) {
        return !field.is(Trait.REQUIRED) && !field.is(Trait.DEFAULTED) && field.type() != FieldType.BOOLEAN;
    }

    private static @Nullable String extra(Field field) {
        if (field.type() == FieldType.TEXTAREA) {
            return "plaintextarea";
        }
        return field.is(Trait.NAME_FIELD) && field.name().equals("Name") && field.length() == 121 ? "personname" : null;
    }

    private static ArrayNode picklist(Field field) {
        ArrayNode values = JSON.arrayNode();
        if (field.type() == FieldType.PICKLIST || field.type() == FieldType.MULTIPICKLIST) {
            for (String choice : field.choices()) {
                ObjectNode value = values.addObject();
                value.put("active", true).put("defaultValue", Objects.equals(choice, field.defaultValue()));
                value.put("label", choice).putNull("validFor").put("value", choice);
            }
        }
        return values;
    }
}
