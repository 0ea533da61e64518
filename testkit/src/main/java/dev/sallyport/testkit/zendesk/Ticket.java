package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A ticket as it is now. Only values that are there are kept, under the wire's names or {@code custom_field_ID}. */
final class Ticket {
    static final String CUSTOM = "custom_field_";
    static final List<String> STATUSES = List.of("new", "open", "pending", "hold", "solved", "closed");
    private static final List<String> LISTS =
            List.of("collaborator_ids", "follower_ids", "email_cc_ids", "sharing_agreement_ids", "followup_ids");

    final long id;
    final Instant createdAt;
    final Instant indexedFrom;
    final Map<String, JsonNode> values = new LinkedHashMap<>();
    final List<Comment> comments = new ArrayList<>(1);
    final List<Audit> audits = new ArrayList<>(1);
    final List<TicketImage> past = new ArrayList<>(0);
    Instant updatedAt;
    Instant generatedAt;

    @Nullable
    Deletion deletion;

    Ticket(long id, Instant createdAt, Instant indexedFrom) {
        this.id = id;
        this.indexedFrom = indexedFrom;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.generatedAt = createdAt;
    }

    /** Who deleted it and when; it can still be restored. */
    record Deletion(Instant at, long actorId, String actorName) {}

    JsonNode value(String name) {
        return values.getOrDefault(name, JsonNodeFactory.instance.nullNode());
    }

    void set(String name, JsonNode value) {
        if (value.isNull() || (value.isArray() && value.isEmpty())) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    String status() {
        return value("status").asString("new");
    }

    boolean closed() {
        return status().equals("closed");
    }

    /** The first comment decides who sees the rest. */
    boolean visible() {
        return comments.isEmpty() || comments.get(0).visible();
    }

    TicketImage image(Instant until) {
        return new TicketImage(this, Map.copyOf(values), updatedAt, comments.size(), until);
    }

    static ObjectNode via() {
        ObjectNode via = Replies.object().put("channel", "api");
        ObjectNode source = via.putObject("source");
        source.putObject("from");
        source.putObject("to");
        source.putNull("rel");
        return via;
    }

    ObjectNode render(Call call) {
        ObjectNode shown = Replies.object()
                .put("url", call.root() + "/api/v2/tickets/" + id + ".json")
                .put("id", id);
        plain(shown, "external_id");
        shown.set("via", via());
        shown.put("created_at", Values.stamp(createdAt))
                .put("updated_at", Values.stamp(updatedAt))
                .put("generated_timestamp", generatedAt.getEpochSecond());
        plain(shown, "type", "subject");
        shown.set("raw_subject", value("subject"));
        shown.put("description", comments.isEmpty() ? null : comments.get(0).plain());
        plain(shown, "priority");
        shown.put("status", deletion == null ? status() : "deleted");
        shown.set("custom_status_id", call.account().customStatusId(status()));
        plain(shown, "recipient", "requester_id", "submitter_id", "assignee_id", "organization_id", "group_id");
        LISTS.forEach(list -> list(shown, list));
        plain(shown, "forum_topic_id", "problem_id", "due_at");
        shown.put("has_incidents", hasIncidents(call.account())).put("is_public", visible());
        list(shown, "tags");
        customFields(shown, call.account());
        shown.putObject("satisfaction_rating").put("score", "unoffered");
        shown.put("ticket_form_id", Account.FORM).put("brand_id", Account.BRAND);
        shown.put("allow_channelback", false).put("allow_attachments", true).put("from_messaging_channel", false);
        return shown.put("encoded_id", "T" + id + "-FAKE").put("support_type", "agent");
    }

    private boolean hasIncidents(Account account) {
        return value("type").asString("").equals("problem")
                && account.tickets.written().values().stream()
                        .anyMatch(other -> other.value("problem_id").asLong(0) == id);
    }

    private void customFields(ObjectNode shown, Account account) {
        for (String name : List.of("custom_fields", "fields")) {
            var fields = shown.putArray(name);
            for (long field : account.customFieldIds()) {
                fields.addObject().put("id", field).set("value", value(CUSTOM + field));
            }
        }
    }

    private void plain(ObjectNode shown, String... names) {
        for (String name : names) {
            shown.set(name, value(name));
        }
    }

    private void list(ObjectNode shown, String name) {
        JsonNode list = value(name);
        shown.set(name, list.isNull() ? JsonNodeFactory.instance.arrayNode() : list);
    }
}
