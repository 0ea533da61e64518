package dev.sallyport.zendesk;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.http.JsonRecord;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.Priority;
import dev.sallyport.ticketing.Queue;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketUser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Zendesk's objects as canonical records. */
final class ZendeskRecords {
    /**
     * The subject stands in two properties, the first comment is the description, and {@code via} names whoever wrote by
     * e-mail, with the address.
     */
    static final RecordMapper<Ticket> TICKETS = RecordMapper.of(
            Ticket.RESOURCE,
            Map.ofEntries(
                    Map.entry("subject", List.of("subject", "raw_subject")),
                    Map.entry("description", List.of("description")),
                    Map.entry("status", List.of("status", "custom_status_id")),
                    Map.entry("priority", List.of("priority")),
                    Map.entry("requester", List.of("requester_id", "submitter_id", "via")),
                    Map.entry(TicketUser.RESOURCE + ":email", List.of("via")),
                    Map.entry(TicketUser.RESOURCE + ":name", List.of("via")),
                    Map.entry(Comment.RESOURCE + ":body", List.of("description")),
                    Map.entry("assignee", List.of("assignee_id")),
                    Map.entry("queue", List.of("group_id")),
                    Map.entry("tags", List.of("tags")),
                    Map.entry("createdAt", List.of("created_at")),
                    Map.entry("updatedAt", List.of("updated_at", "generated_timestamp"))),
            ZendeskRecords::ticket);

    static final RecordMapper<Comment> COMMENTS = RecordMapper.of(
            Comment.RESOURCE,
            Map.of(
                    "body",
                    List.of("html_body", "body", "plain_body", "attachments"),
                    "visibility",
                    List.of("public"),
                    "author",
                    List.of("author_id", "via", "metadata"),
                    TicketUser.RESOURCE + ":email",
                    List.of("via"),
                    TicketUser.RESOURCE + ":name",
                    List.of("via"),
                    Ticket.RESOURCE + ":description",
                    List.of("html_body", "body", "plain_body", "attachments"),
                    "createdAt",
                    List.of("created_at")),
            ZendeskRecords::comment);

    static final RecordMapper<TicketUser> USERS = RecordMapper.of(
            TicketUser.RESOURCE,
            Map.of(
                    "name", List.of("name", "alias"),
                    "email", List.of("email"),
                    "agent", List.of("role", "role_type", "custom_role_id"),
                    "active", List.of("active")),
            ZendeskRecords::user);

    static final RecordMapper<Queue> QUEUES = RecordMapper.of(
            Queue.RESOURCE,
            Map.of("name", List.of("name")),
            json -> new Queue(Queue.ref(json.id("id")), json.text("name", "name")));

    private ZendeskRecords() {}

    /** A version is the ticket's updated_at. */
    static Optional<String> version(JsonNode json) {
        return Optional.ofNullable(json.path("updated_at").asString(null));
    }

    static @Nullable Status status(String name) {
        return switch (name) {
            case "new" -> new Status(name, Status.Category.NEW);
            case "open" -> new Status(name, Status.Category.OPEN);
            case "pending", "hold" -> new Status(name, Status.Category.WAITING);
            case "solved" -> new Status(name, Status.Category.SOLVED);
            case "closed" -> new Status(name, Status.Category.CLOSED);
            default -> null;
        };
    }

    private static Ticket ticket(JsonRecord json) {
        String description = json.message("description", "description");
        return new Ticket(
                Ticket.ref(json.id("id")),
                json.text("subject", "subject"),
                description == null ? null : RichText.plain(description),
                json.oneOf("status", "status", ZendeskRecords::status),
                json.oneOf("priority", "priority", ZendeskRecords::priority),
                json.ref("requester", "requester_id", "user"),
                json.ref("assignee", "assignee_id", "user"),
                json.ref("queue", "group_id", "queue"),
                json.texts("tags", "tags"),
                json.instant("createdAt", "created_at", Instant::parse),
                json.instant("updatedAt", "updated_at", Instant::parse),
                customFields(json.json().path("custom_fields")));
    }

    private static @Nullable Priority priority(String name) {
        return switch (name) {
            case "low" -> Priority.LOW;
            case "normal" -> Priority.NORMAL;
            case "high" -> Priority.HIGH;
            case "urgent" -> Priority.URGENT;
            default -> null;
        };
    }

    private static Map<String, Object> customFields(JsonNode fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode field : fields) {
            JsonNode value = field.path("value");
            if (value.isValueNode() && !value.isNull()) {
                values.put(
                        field.path("id").asString(),
                        value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : value.asString());
            }
        }
        return values;
    }

    private static Comment comment(JsonRecord json) {
        String html = json.message("body", "html_body");
        String plain = json.message("body", "body");
        RichText body = html != null ? RichText.html(html) : plain == null ? null : RichText.plain(plain);
        Boolean visible = json.bool("visibility", "public");
        return new Comment(
                new Ref("comment", json.id("id")),
                body,
                visible == null ? null : visible ? Comment.Visibility.PUBLIC : Comment.Visibility.INTERNAL,
                json.ref("author", "author_id", "user"),
                json.instant("createdAt", "created_at", Instant::parse));
    }

    private static TicketUser user(JsonRecord json) {
        return new TicketUser(
                TicketUser.ref(json.id("id")),
                json.text("name", "name"),
                json.email("email", "email"),
                json.oneOf("agent", "role", ZendeskRecords::agent),
                json.bool("active", "active"));
    }

    private static @Nullable Boolean agent(String role) {
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "end-user" -> Boolean.FALSE;
            case "agent", "admin" -> Boolean.TRUE;
            default -> null;
        };
    }
}
