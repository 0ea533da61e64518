package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a Contact holds what a world's row holds. Salesforce has no columns for much of it, so an org with a world has
 * custom ones, most of them text as in orgs that have been migrated.
 */
final class WorldColumns {
    private static final Map<String, String> NAMES = names();

    /** What a text field cannot show: it is trimmed on import, owners exist, and a number's column has a type. */
    private static final Set<DefectKind> NOT_HERE =
            Set.of(DefectKind.TRAILING_WHITESPACE, DefectKind.ORPHANED_REFERENCE, DefectKind.NUMBER_AS_STRING);

    /** Salesforce keeps no empty text and leaves out no field. */
    private static final Set<DefectKind> NULLS = Set.of(DefectKind.MISSING, DefectKind.EMPTY);

    private final Map<String, Field> fields = new LinkedHashMap<>();

    WorldColumns(SObjectType contact) {
        NAMES.forEach((from, to) -> {
            Field field = contact.field(to);
            if (field != null) {
                fields.put(from, field);
            }
        });
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(CustomerRow.FIRST_NAME, "FirstName");
        names.put(CustomerRow.LAST_NAME, "LastName");
        names.put(CustomerRow.EMAIL, "Email");
        names.put(CustomerRow.PHONE, "Phone");
        names.put(CustomerRow.STREET, "MailingStreet");
        names.put(CustomerRow.CITY, "MailingCity");
        names.put(CustomerRow.STATE, "MailingState");
        names.put(CustomerRow.ZIP, "MailingPostalCode");
        names.put(CustomerRow.COUNTRY, "MailingCountry");
        names.put(CustomerRow.DESCRIPTION, "Description");
        names.put(CustomerRow.BIRTH_DATE, "Birthdate");
        names.put(CustomerRow.CUSTOMER_NUMBER, Schema.CUSTOMER_NUMBER);
        names.put(CustomerRow.LOYALTY_POINTS, "LoyaltyPoints__c");
        names.put(CustomerRow.LAST_ORDER_ON, "LastOrder__c");
        names.put(CustomerRow.CREDIT_LIMIT, "CreditLimit__c");
        names.put(CustomerRow.CURRENCY, "Currency__c");
        names.put(CustomerRow.NEWSLETTER, "Newsletter__c");
        names.put(CustomerRow.TIER, "Tier__c");
        names.put(CustomerRow.INTERESTS, "Interests__c");
        names.put(CustomerRow.CREATED_AT, "CreatedDate");
        names.put(CustomerRow.LAST_MODIFIED_AT, "LastModifiedDate");
        return names;
    }

    /** The custom fields of Contact in an org with a world. */
    static List<Field> custom() {
        return List.of(
                Field.number("LoyaltyPoints__c", FieldType.DOUBLE, 8, 0),
                Field.text("LastOrder__c", 40),
                Field.text("CreditLimit__c", 40),
                Field.text("Currency__c", 20),
                Field.text("Newsletter__c", 10),
                Field.picklist("Tier__c", "gold", "silver", "bronze"),
                Field.text("Interests__c", 255));
    }

    /** The values of a Contact, as a data import stores them. */
    Map<String, @Nullable Object> values(CustomerRow row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        fields.forEach((from, field) -> {
            Object value = row.fields().get(from);
            if (value != null) {
                values.put(
                        field.name(), ImportedValues.read(field, value instanceof List<?> list ? joined(list) : value));
            }
        });
        values.put("IsDeleted", row.deleted());
        return values;
    }

    /** The text in one field of a Contact, without making all of it; null if it is unset. */
    @Nullable
    String text(String field, CustomerRow row) {
        List<String> parts = new ArrayList<>();
        for (String behind : behind(field)) {
            Object value = row.fields().get(behind);
            Field column = fields.get(behind);
            Object read = value == null || column == null ? null : ImportedValues.read(column, value);
            if (read != null) {
                parts.add(read.toString());
            }
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    private static String joined(List<?> list) {
        return list.stream()
                .map(member -> member == null ? "" : member.toString())
                .collect(Collectors.joining(";"));
    }

    /** The canonical fields behind a field of Contact; empty if a world does not set it. */
    static List<String> behind(String field) {
        return switch (field) {
            case "Name" -> List.of(CustomerRow.FIRST_NAME, CustomerRow.LAST_NAME);
            default ->
                NAMES.entrySet().stream()
                        .filter(name -> name.getValue().equals(field))
                        .map(Map.Entry::getKey)
                        .toList();
        };
    }

    /** The defect as it shows in Salesforce; empty where it cannot. */
    static Optional<Label> shown(Label label, String id) {
        DefectKind kind = NULLS.contains(label.kind()) ? DefectKind.NULL : label.kind();
        String field = label.field().equals(Label.WHOLE_RECORD) ? label.field() : NAMES.get(label.field());
        return field == null || NOT_HERE.contains(kind) ? Optional.empty() : Optional.of(new Label(id, field, kind));
    }
}
