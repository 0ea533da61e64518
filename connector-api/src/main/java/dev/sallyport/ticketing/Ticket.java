package dev.sallyport.ticketing;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.query.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket. Every field but {@code ref} may be missing; nothing is mended or guessed. Immutable.
 *
 * @param ref the record
 * @param subject one line
 * @param description the first message
 * @param status where it stands; null if the system's value is unknown (then there is a finding)
 * @param priority how urgent
 * @param requester who asked
 * @param assignee who works on it
 * @param queue the queue or group it waits in
 * @param tags its tags
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param fields fields that only this vendor or account has, by the vendor's own names
 */
public record Ticket(
        Ref ref,
        @Nullable String subject,
        @Nullable RichText description,
        @Nullable Status status,
        @Nullable Priority priority,
        @Nullable Ref requester,
        @Nullable Ref assignee,
        @Nullable Ref queue,
        List<String> tags,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        Map<String, Object> fields) {
    /** The canonical resource. */
    public static final String RESOURCE = "ticketing:ticket";

    /** The subject line. */
    public static final Field<Ticket, String> SUBJECT = Field.of(RESOURCE, "subject", String.class, Ticket::subject);

    /** The first message; settable on create only. */
    public static final Field<Ticket, RichText> DESCRIPTION =
            Field.of(RESOURCE, "description", RichText.class, Ticket::description);

    /** Where it stands. Read it here; change it through {@link Statuses#move}. */
    public static final Field<Ticket, Status> STATUS = Field.of(RESOURCE, "status", Status.class, Ticket::status);

    /** How urgent it is. */
    public static final Field<Ticket, Priority> PRIORITY =
            Field.of(RESOURCE, "priority", Priority.class, Ticket::priority);

    /** Id of the user who asked. */
    public static final Field<Ticket, String> REQUESTER = Field.of(
            RESOURCE,
            "requester",
            String.class,
            ticket -> ticket.requester() == null ? null : ticket.requester().id());

    /** Id of the user who works on it. */
    public static final Field<Ticket, String> ASSIGNEE = Field.of(
            RESOURCE,
            "assignee",
            String.class,
            ticket -> ticket.assignee() == null ? null : ticket.assignee().id());

    /** Id of the queue or group. */
    public static final Field<Ticket, String> QUEUE = Field.of(
            RESOURCE,
            "queue",
            String.class,
            ticket -> ticket.queue() == null ? null : ticket.queue().id());

    /** When it was made. */
    public static final Field<Ticket, Instant> CREATED_AT =
            Field.of(RESOURCE, "createdAt", Instant.class, Ticket::createdAt);

    /** When it was last changed. */
    public static final Field<Ticket, Instant> UPDATED_AT =
            Field.of(RESOURCE, "updatedAt", Instant.class, Ticket::updatedAt);

    public Ticket {
        tags = List.copyOf(tags);
        fields = Map.copyOf(fields);
    }

    /** Refers to a ticket by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("ticket", id);
    }

    @Override
    public String toString() {
        return "Ticket[" + ref + "]";
    }
}
