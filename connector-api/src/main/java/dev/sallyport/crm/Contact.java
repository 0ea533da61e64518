package dev.sallyport.crm;

import dev.sallyport.Address;
import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person in a CRM. Every field but {@code ref} may be missing; nothing is mended or guessed. Immutable.
 *
 * @param ref the record
 * @param firstName given name
 * @param lastName family name
 * @param email e-mail address as held
 * @param phone phone number as held
 * @param address mailing address
 * @param company the company it belongs to
 * @param owner the user who owns the record
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param fields fields that only this vendor or account has, by the vendor's own names
 */
public record Contact(
        Ref ref,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address,
        @Nullable Ref company,
        @Nullable Ref owner,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        Map<String, Object> fields) {
    /** The canonical resource. */
    public static final String RESOURCE = "crm:contact";

    /** Given name. */
    public static final Field<Contact, String> FIRST_NAME =
            Field.of(RESOURCE, "firstName", String.class, Contact::firstName);

    /** Family name. */
    public static final Field<Contact, String> LAST_NAME =
            Field.of(RESOURCE, "lastName", String.class, Contact::lastName);

    /** E-mail address. */
    public static final Field<Contact, String> EMAIL = Field.of(RESOURCE, "email", String.class, Contact::email);

    /** Phone number. */
    public static final Field<Contact, String> PHONE = Field.of(RESOURCE, "phone", String.class, Contact::phone);

    /** Postal code of the mailing address. */
    public static final Field<Contact, String> POSTAL_CODE = Field.of(
            RESOURCE,
            "postalCode",
            String.class,
            contact -> contact.address() == null ? null : contact.address().postalCode());

    /** Id of the company. */
    public static final Field<Contact, String> COMPANY = Field.of(
            RESOURCE,
            "company",
            String.class,
            contact -> contact.company() == null ? null : contact.company().id());

    /** Id of the owning user. */
    public static final Field<Contact, String> OWNER = Field.of(
            RESOURCE,
            "owner",
            String.class,
            contact -> contact.owner() == null ? null : contact.owner().id());

    /** When it was last changed. */
    public static final Field<Contact, Instant> UPDATED_AT =
            Field.of(RESOURCE, "updatedAt", Instant.class, Contact::updatedAt);

    public Contact {
        fields = Map.copyOf(fields);
    }

    /** Refers to a contact by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("contact", id);
    }

    @Override
    public String toString() {
        return "Contact[" + ref + "]";
    }
}
