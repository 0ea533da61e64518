package dev.sallyport.ticketing;

import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import org.jspecify.annotations.Nullable;

/**
 * A person in a ticketing system: requester or agent. Immutable.
 *
 * @param ref the record
 * @param name full name
 * @param email e-mail address as held
 * @param agent whether it is one of the service desk; null if the system does not say
 * @param active whether the person can log in; null if the system does not say
 */
public record TicketUser(
        Ref ref,
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean agent,
        @Nullable Boolean active) {
    /** The canonical resource. */
    public static final String RESOURCE = "ticketing:user";

    /** The e-mail address. */
    public static final Field<TicketUser, String> EMAIL = Field.of(RESOURCE, "email", String.class, TicketUser::email);

    /** The full name. */
    public static final Field<TicketUser, String> NAME = Field.of(RESOURCE, "name", String.class, TicketUser::name);

    /** Refers to a user by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("user", id);
    }

    @Override
    public String toString() {
        return "TicketUser[" + ref + "]";
    }
}
