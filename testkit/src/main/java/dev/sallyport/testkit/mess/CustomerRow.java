package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Address;
import dev.sallyport.testkit.world.Customer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a CRM holds them: a key that is unique among the rows, the truth behind it, and the fields as they are
 * stored, which may be absent, null, or not what they should be. Rows beyond a customer's first have keys such as
 * {@code noah_brown_6181~2}.
 */
public record CustomerRow(String key, Customer truth, Map<String, @Nullable Object> fields, boolean deleted) {

    public static final String CUSTOMER_NUMBER = "customerNumber";
    public static final String FIRST_NAME = "firstName";
    public static final String LAST_NAME = "lastName";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String STREET = "street";
    public static final String CITY = "city";
    public static final String STATE = "state";
    public static final String ZIP = "zip";
    public static final String COUNTRY = "country";
    public static final String DESCRIPTION = "description";
    /** A whole number. */
    public static final String LOYALTY_POINTS = "loyaltyPoints";
    /** A day such as {@code 1979-03-04}. */
    public static final String BIRTH_DATE = "birthDate";
    /** A day such as {@code 2021-03-04}. */
    public static final String LAST_ORDER_ON = "lastOrderOn";
    /** An amount with two decimals, as text. */
    public static final String CREDIT_LIMIT = "creditLimit";
    /** {@code USD}. */
    public static final String CURRENCY = "currency";
    /** True or false. */
    public static final String NEWSLETTER = "newsletter";
    /** One of {@code gold}, {@code silver}, {@code bronze}. */
    public static final String TIER = "tier";
    /** A list of words. */
    public static final String INTERESTS = "interests";
    /** The colleague who looks after the customer: one of {@link #owners()} unless orphaned. */
    public static final String OWNER_ID = "ownerId";
    /** An instant such as {@code 2021-03-04T05:06:07Z}. */
    public static final String CREATED_AT = "createdAt";
    /** An instant such as {@code 2021-03-04T05:06:07Z}. */
    public static final String LAST_MODIFIED_AT = "lastModifiedAt";
    /** The name of the company that they belong to; only in rows from files. */
    public static final String COMPANY = "company";
    /** The key of the surviving row; only in a row that was merged away. */
    public static final String MERGED_INTO = "mergedInto";

    /** The fields that customers are found and told apart by. */
    static final Set<String> IDENTITY = Set.of(FIRST_NAME, LAST_NAME, ZIP, EMAIL, CUSTOMER_NUMBER);

    private static final List<String> OWNERS =
            IntStream.rangeClosed(1, 8).mapToObj(number -> "agent-" + number).toList();
    private static final List<String> TIERS = List.of("gold", "silver", "bronze");
    private static final List<String> DESCRIPTIONS = List.of(
            "Prefers e-mail. Picks up parcels at the café counter.",
            "Long-standing customer – no phone calls before noon.",
            "Asked for a résumé of all purchases once.",
            "Ships to the office; façade entrance, ring twice.");
    private static final List<List<String>> INTEREST_LISTS =
            List.of(List.of("books"), List.of("games", "music"), List.of("garden", "tools", "books"));
    private static final Instant FIRST_DAY = Instant.parse("2019-01-01T00:00:00Z");

    public CustomerRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The row without a defect; what a world does not say (phone, dates, owner) follows from the customer's id. */
    public static CustomerRow faithful(Customer customer) {
        Draw draw = new Draw(0, "faithful", customer.id());
        Instant created = FIRST_DAY.plus(draw.below("created", 1500), ChronoUnit.DAYS);
        Instant modified = created.plus(1 + draw.below("modified", 300), ChronoUnit.DAYS);
        return faithful(customer, draw.oneOf("owner", OWNERS), created, modified);
    }

    /** The row without a defect; the phone and the like follow from the customer's id. */
    static CustomerRow faithful(Customer customer, String owner, Instant created, Instant modified) {
        Draw draw = new Draw(0, "faithful", customer.id());
        Address address = customer.address();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(CUSTOMER_NUMBER, customer.id());
        fields.put(FIRST_NAME, customer.firstName());
        fields.put(LAST_NAME, customer.lastName());
        fields.put(EMAIL, customer.email());
        fields.put(PHONE, phone(draw));
        fields.put(STREET, street(address));
        fields.put(CITY, address.city());
        fields.put(STATE, address.state());
        fields.put(ZIP, address.zip());
        fields.put(COUNTRY, address.country());
        fields.put(DESCRIPTION, draw.oneOf("description", DESCRIPTIONS));
        fields.put(LOYALTY_POINTS, draw.below("points", 5000));
        fields.put(
                BIRTH_DATE,
                LocalDate.of(1940, 1, 1).plusDays(draw.below("birth", 23_000)).toString());
        fields.put(
                LAST_ORDER_ON,
                LocalDate.of(2022, 1, 1).plusDays(draw.below("order", 900)).toString());
        fields.put(CREDIT_LIMIT, (100 + draw.below("limit", 4900)) + ".50");
        fields.put(CURRENCY, "USD");
        fields.put(NEWSLETTER, draw.below("newsletter", 2) == 0);
        fields.put(TIER, draw.oneOf("tier", TIERS));
        fields.put(INTERESTS, draw.oneOf("interests", INTEREST_LISTS));
        fields.put(OWNER_ID, owner);
        fields.put(CREATED_AT, created.toString());
        fields.put(LAST_MODIFIED_AT, modified.toString());
        return new CustomerRow(customer.id(), customer, fields, false);
    }

    /** The same row with one field more, or with another value in it. */
    CustomerRow with(String field, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new CustomerRow(key, truth, more, deleted);
    }

    /** The ids of the colleagues that rows may refer to. */
    public static List<String> owners() {
        return OWNERS;
    }

    /** The field as text, null if it is absent or null. */
    public @Nullable String text(String field) {
        Object value = fields.get(field);
        return value == null ? null : value.toString();
    }

    /** A number of the range that is kept for fiction. */
    private static String phone(Draw draw) {
        return "+1-" + (201 + draw.below("area", 700)) + "-555-0" + (100 + draw.below("line", 100));
    }

    private static String street(Address address) {
        return address.line2().isEmpty() ? address.line1() : address.line1() + ", " + address.line2();
    }
}
