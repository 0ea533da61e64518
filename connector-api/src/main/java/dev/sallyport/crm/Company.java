package dev.sallyport.crm;

import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organisation in a CRM. Every field but {@code ref} may be missing. Immutable.
 *
 * @param ref the record
 * @param name its name
 * @param website its web address as held
 * @param phone its phone number as held
 * @param owner the user who owns the record
 * @param updatedAt when it was last changed
 * @param fields fields that only this vendor or account has, by the vendor's own names
 */
public record Company(
        Ref ref,
        @Nullable String name,
        @Nullable String website,
        @Nullable String phone,
        @Nullable Ref owner,
        @Nullable Instant updatedAt,
        Map<String, Object> fields) {
    /** The canonical resource. */
    public static final String RESOURCE = "crm:company";

    /** The name. */
    public static final Field<Company, String> NAME = Field.of(RESOURCE, "name", String.class, Company::name);

    /** The web address. */
    public static final Field<Company, String> WEBSITE = Field.of(RESOURCE, "website", String.class, Company::website);

    /** The phone number. */
    public static final Field<Company, String> PHONE = Field.of(RESOURCE, "phone", String.class, Company::phone);

    /** Id of the owning user. */
    public static final Field<Company, String> OWNER = Field.of(
            RESOURCE,
            "owner",
            String.class,
            company -> company.owner() == null ? null : company.owner().id());

    public Company {
        fields = Map.copyOf(fields);
    }

    /** Refers to a company by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("company", id);
    }

    @Override
    public String toString() {
        return "Company[" + ref + "]";
    }
}
