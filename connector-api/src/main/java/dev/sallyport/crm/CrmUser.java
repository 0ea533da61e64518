package dev.sallyport.crm;

import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import org.jspecify.annotations.Nullable;

/**
 * A user of the CRM itself, such as a sales person. Immutable.
 *
 * @param ref the record
 * @param name full name
 * @param email e-mail address
 * @param active whether the user can log in; null if the system does not say
 */
public record CrmUser(
        Ref ref,
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean active) {
    /** The canonical resource. */
    public static final String RESOURCE = "crm:user";

    /** The e-mail address. */
    public static final Field<CrmUser, String> EMAIL = Field.of(RESOURCE, "email", String.class, CrmUser::email);

    /** The full name. */
    public static final Field<CrmUser, String> NAME = Field.of(RESOURCE, "name", String.class, CrmUser::name);

    /** Refers to a user by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("user", id);
    }

    @Override
    public String toString() {
        return "CrmUser[" + ref + "]";
    }
}
