package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Label;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where a user holds what a world's row holds; what Zendesk has no column for stands in user fields. */
final class UserColumns {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** User fields by their keys, in an order that is the same in each process. */
    static final Map<String, String> FIELDS = fields();

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(CustomerRow.STREET, "street");
        fields.put(CustomerRow.CITY, "city");
        fields.put(CustomerRow.STATE, "state");
        fields.put(CustomerRow.ZIP, "zip");
        fields.put(CustomerRow.COUNTRY, "country");
        fields.put(CustomerRow.LOYALTY_POINTS, "loyalty_points");
        fields.put(CustomerRow.BIRTH_DATE, "birth_date");
        fields.put(CustomerRow.LAST_ORDER_ON, "last_order");
        fields.put(CustomerRow.CREDIT_LIMIT, "credit_limit");
        fields.put(CustomerRow.CURRENCY, "currency");
        fields.put(CustomerRow.NEWSLETTER, "newsletter");
        fields.put(CustomerRow.TIER, "tier");
        return Collections.unmodifiableMap(fields);
    }

    private static final Map<String, String> COLUMNS = Map.of(
            CustomerRow.FIRST_NAME, "name",
            CustomerRow.LAST_NAME, "name",
            CustomerRow.EMAIL, "email",
            CustomerRow.PHONE, "phone",
            CustomerRow.CUSTOMER_NUMBER, "external_id",
            CustomerRow.DESCRIPTION, "notes");

    /** Values are trimmed; an address is checked and taken once; stamps and check boxes are the system's own. */
    private static final Set<DefectKind> NOT_HERE = Set.of(
            DefectKind.SENTINEL,
            DefectKind.TRAILING_WHITESPACE,
            DefectKind.JUNK_EMAIL,
            DefectKind.SEVERAL_EMAILS,
            DefectKind.EMAIL_CASE_AND_SPACES,
            DefectKind.CONTRADICTORY_DATES,
            DefectKind.ORPHANED_REFERENCE,
            DefectKind.BOOLEAN_AS_STRING,
            DefectKind.LIST_WITH_HOLES);

    private UserColumns() {}

    /** The custom fields that hold what Zendesk has no column for. */
    static void putFields(Account account, Instant now) {
        FIELDS.forEach((from, key) -> {
            String type = from.equals(CustomerRow.NEWSLETTER)
                    ? "checkbox"
                    : from.equals(CustomerRow.LOYALTY_POINTS) ? "integer" : "text";
            ObjectNode field =
                    Furniture.field(type, key.replace('_', ' '), true).put("key", key);
            account.userFields.add(field, now);
        });
    }

    static ObjectNode user(CustomerRow row, @Nullable Long organization) {
        String name = (text(row, CustomerRow.FIRST_NAME).strip() + " " + text(row, CustomerRow.LAST_NAME)).strip();
        ObjectNode user = Furniture.person(name, email(row), "end-user");
        user.put("active", !row.deleted())
                .put("phone", row.text(CustomerRow.PHONE))
                .put(
                        "external_id",
                        isFirst(row) ? text(row, CustomerRow.CUSTOMER_NUMBER).strip() : null)
                .put("notes", text(row, CustomerRow.DESCRIPTION))
                .put("organization_id", organization);
        ObjectNode fields = user.putObject("user_fields");
        FIELDS.forEach((from, to) -> fields.set(to, JSON.valueToTree(value(row, from))));
        return user;
    }

    private static @Nullable Object value(CustomerRow row, String field) {
        Object value = row.fields().get(field);
        boolean flag = field.equals(CustomerRow.NEWSLETTER);
        if (value instanceof String text && !flag) {
            return text.strip();
        }
        return flag
                ? Boolean.valueOf(
                        "true".equals(value) || "Y1yes".contains(String.valueOf(value)) || Boolean.TRUE.equals(value))
                : value;
    }

    private static String text(CustomerRow row, String field) {
        String text = row.text(field);
        return text == null ? "" : text;
    }

    /** Zendesk lets no two users have the same number or address, so a copy has neither, unless they are its own. */
    private static boolean isFirst(CustomerRow row) {
        return row.key().equals(row.truth().id()) || !row.truth().id().equals(row.text(CustomerRow.CUSTOMER_NUMBER));
    }

    /** What Zendesk takes for an address, as it writes it. */
    static @Nullable String email(CustomerRow row) {
        String email = row.text(CustomerRow.EMAIL);
        String plain = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        String own = row.truth().email();
        boolean copy = !row.key().equals(row.truth().id());
        return plain.equals(copy ? "old." + own : own) ? plain : null;
    }

    /** The defect as it shows in Zendesk; empty where it cannot. */
    static Optional<Label> shown(Label label, String id) {
        if (label.field().equals(Label.WHOLE_RECORD)) {
            return Optional.of(new Label(id, label.field(), label.kind()));
        }
        boolean email = label.field().equals(CustomerRow.EMAIL);
        DefectKind kind = label.kind() == DefectKind.MISSING || (email && label.kind() == DefectKind.EMPTY)
                ? DefectKind.NULL
                : label.kind();
        String column = COLUMNS.getOrDefault(
                label.field(), FIELDS.containsKey(label.field()) ? "user_fields." + FIELDS.get(label.field()) : "");
        boolean absent = NOT_HERE.contains(kind) && (kind != DefectKind.SENTINEL || email);
        return column.isEmpty() || absent ? Optional.empty() : Optional.of(new Label(id, column, kind));
    }
}
