package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one write did to a ticket. {@code custom} is what the client sent as metadata. */
record Audit(
        long id,
        long ticketId,
        long authorId,
        Instant at,
        JsonNode custom,
        @Nullable Comment comment,
        List<FieldEvent> fields) {
    /** One field's new value; {@code previous} is null for a ticket's first values. */
    record FieldEvent(
            long id, String field, JsonNode value, @Nullable JsonNode previous) {
        ObjectNode render() {
            ObjectNode shown = Replies.object().put("id", id).put("type", previous == null ? "Create" : "Change");
            set(shown, "value", value);
            shown.put("field_name", field);
            if (previous != null) {
                set(shown, "previous_value", previous);
            }
            return shown;
        }

        /** Ids stand as strings here, other than in the ticket. */
        private static void set(ObjectNode shown, String name, JsonNode value) {
            if (value.isNumber()) {
                shown.put(name, value.asString());
            } else {
                shown.set(name, value);
            }
        }
    }

    ObjectNode render() {
        ObjectNode shown = Replies.object()
                .put("id", id)
                .put("ticket_id", ticketId)
                .put("created_at", Values.stamp(at))
                .put("author_id", authorId);
        shown.set("metadata", metadata(custom));
        ArrayNode events = shown.putArray("events");
        if (comment != null) {
            events.add(comment.event());
        }
        fields.forEach(field -> events.add(field.render()));
        shown.set("via", Ticket.via());
        return shown;
    }

    static ObjectNode metadata(JsonNode custom) {
        ObjectNode metadata = Replies.object();
        metadata.putObject("system")
                .put("client", "")
                .put("ip_address", "127.0.0.1")
                .putNull("location")
                .putNull("latitude")
                .putNull("longitude");
        metadata.set("custom", custom);
        return metadata;
    }
}
