package dev.sallyport.testkit.zendesk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a client wants a ticket to be, by the vendor's rules: unknown names are ignored, known ones are checked, and
 * what follows from them is added. Changes nothing.
 */
final class TicketDraft {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    private static final List<String> TYPES = List.of("question", "incident", "problem", "task");

    private final Account account;
    private final JsonNode payload;
    private final @Nullable Ticket present;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private TicketDraft(Account account, JsonNode payload, @Nullable Ticket present) {
        this.account = account;
        this.payload = payload;
        this.present = present;
    }

    /**
     * The values that change, by their stored names.
     *
     * @param present null for a new ticket
     */
    static Map<String, JsonNode> read(Account account, JsonNode payload, @Nullable Ticket present) {
        return new TicketDraft(account, payload, present).read();
    }

    private Map<String, JsonNode> read() {
        if (present != null && present.closed()) {
            throw new Refusal(Replies.invalidRecord("status", "closed prevents ticket update", null));
        }
        texts();
        due();
        fixed("brand_id", Account.BRAND);
        fixed("ticket_form_id", Account.FORM);
        oneOf("priority", PRIORITIES);
        oneOf("type", TYPES);
        people();
        group();
        status();
        organization();
        new TicketLinks(account, payload, present).read(values);
        tags();
        customFields();
        required();
        values.entrySet().removeIf(change -> change.getValue().equals(now(change.getKey())));
        return values;
    }

    private JsonNode now(String name) {
        return present == null ? JSON.nullNode() : present.value(name);
    }

    private JsonNode effective(String name) {
        JsonNode changed = values.get(name);
        return changed == null ? now(name) : changed;
    }

    private void texts() {
        for (String name : List.of("raw_subject", "subject", "external_id", "due_at", "recipient")) {
            if (payload.has(name)) {
                String text = Values.text(payload.path(name));
                values.put(name.equals("raw_subject") ? "subject" : name, node(text));
            }
        }
    }

    /** There is one of them, and every ticket has it. */
    private void fixed(String name, long only) {
        JsonNode sent = payload.path(name);
        if (payload.hasNonNull(name) && sent.asLong(0) != only) {
            throw notThere(name);
        }
    }

    private void due() {
        String due = Values.text(payload.path("due_at"));
        if (due != null && !due.isEmpty() && !SearchTime.isMoment(due)) {
            throw new Refusal(Replies.invalidRecord("due_at", "Due at: is not a valid date", "InvalidValue"));
        }
    }

    private static JsonNode node(@Nullable String text) {
        return text == null ? JSON.nullNode() : JSON.stringNode(text);
    }

    private void oneOf(String name, List<String> allowed) {
        if (!payload.has(name)) {
            return;
        }
        JsonNode value = payload.path(name);
        if (!value.isNull() && !allowed.contains(value.asString(""))) {
            throw notIncluded(name);
        }
        values.put(name, value);
    }

    private static Refusal notIncluded(String name) {
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new Refusal(Replies.invalidRecord(name, title + ": is not included in the list", "InvalidValue"));
    }

    private void organization() {
        Long id = number("organization_id");
        if (id != null) {
            if (account.organizations.find(id) == null) {
                throw notThere("organization_id");
            }
            values.put("organization_id", JSON.numberNode(id));
        }
    }

    private static Refusal notThere(String name) {
        String field = name.replace("_id", "");
        String title = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return new Refusal(Replies.invalidRecord(field, title + " is invalid", "InvalidValue"));
    }

    /** An id sent under that name; null if there is none. A JSON null is taken over as one. */
    private @Nullable Long number(String name) {
        if (!payload.has(name)) {
            return null;
        }
        JsonNode value = payload.path(name);
        String text = Values.text(value);
        if (text == null || text.isEmpty()) {
            values.put(name, JSON.nullNode());
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new Refusal(Replies.invalidAttribute(name, "an integer"));
        }
        return Long.parseLong(text);
    }

    private void people() {
        Long assignee = number("assignee_id");
        JsonNode byEmail = account.userByEmail(Values.text(payload.path("assignee_email")));
        if (byEmail == null && payload.hasNonNull("assignee_email")) {
            throw notThere("assignee_id");
        }
        if (assignee == null && byEmail != null) {
            assignee = byEmail.path("id").longValue();
        }
        if (assignee != null) {
            if (!account.isAgent(assignee)) {
                throw notThere("assignee_id");
            }
            values.put("assignee_id", JSON.numberNode(assignee));
        }
        for (String name : List.of("requester_id", "submitter_id")) {
            Long user = number(name);
            if (user == null) {
                values.remove(name);
            } else {
                if (account.users.find(user) == null) {
                    throw notThere(name);
                }
                values.put(name, JSON.numberNode(user));
            }
        }
    }

    private void group() {
        Long group = number("group_id");
        if (group != null) {
            if (account.groups.find(group) == null) {
                throw notThere("group_id");
            }
            values.put("group_id", JSON.numberNode(group));
        }
        JsonNode assignee = effective("assignee_id");
        JsonNode owner = effective("group_id");
        if (!assignee.isNumber() || (owner.isNumber() && account.isMember(assignee.longValue(), owner.longValue()))) {
            return;
        }
        boolean assigned = values.containsKey("assignee_id");
        if (assigned && group != null) {
            throw new Refusal(
                    Replies.invalidRecord("assignee", "Assignee: is not a member of the group", "InvalidValue"));
        }
        if (assigned) {
            ObjectNode agent = account.users.get(assignee.longValue());
            values.put("group_id", agent.path("default_group_id"));
        } else if (group != null) {
            // A ticket that moves to a group leaves an assignee behind who is not of that group.
            values.put("assignee_id", JSON.nullNode());
        }
    }

    private void status() {
        String wanted = wantedStatus();
        if (wanted != null) {
            boolean known = Ticket.STATUSES.contains(wanted)
                    && (wanted.equals("closed")
                            || account.customStatusId(wanted).isNumber());
            boolean backToNew =
                    wanted.equals("new") && present != null && !present.status().equals("new");
            if (!known || backToNew) {
                throw notIncluded("status");
            }
            values.put("status", JSON.stringNode(wanted));
        } else if (present == null) {
            values.put("status", JSON.stringNode("new"));
        }
        if (effective("status").asString("new").equals("new")
                && effective("assignee_id").isNumber()) {
            values.put("status", JSON.stringNode("open"));
        }
    }

    private @Nullable String wantedStatus() {
        Long custom = payload.path("custom_status_id").isNull() ? null : number("custom_status_id");
        values.remove("custom_status_id");
        if (custom != null) {
            JsonNode row = account.statuses.find(custom);
            if (row == null) {
                throw notThere("custom_status_id");
            }
            return row.path("status_category").asString("");
        }
        return payload.has("status") ? payload.path("status").asString("") : null;
    }

    /** A write replaces the whole set. */
    private void tags() {
        TreeSet<String> tags = new TreeSet<>();
        if (payload.has("tags")) {
            tags.addAll(tags(payload.path("tags")));
        } else {
            now("tags").forEach(tag -> tags.add(tag.asString()));
        }
        tags.addAll(tags(payload.path("additional_tags")));
        tags.removeAll(tags(payload.path("remove_tags")));
        values.put("tags", array(tags));
    }

    /** Lower case, and a space ends one. */
    static List<String> tags(JsonNode sent) {
        List<String> tags = new ArrayList<>();
        List<JsonNode> parts = new ArrayList<>();
        if (sent.isArray()) {
            sent.forEach(parts::add);
        } else {
            parts.add(sent);
        }
        for (JsonNode part : parts) {
            String text = Values.text(part);
            for (String tag : text == null ? new String[0] : text.strip().split("\\s+", -1)) {
                if (!tag.isEmpty()) {
                    tags.add(tag.toLowerCase(Locale.ROOT));
                }
            }
        }
        return tags;
    }

    /** The tags as they are kept on users and organizations, an empty list for none. */
    static ArrayNode kept(JsonNode sent) {
        ArrayNode kept = JSON.arrayNode();
        new TreeSet<>(tags(sent)).forEach(kept::add);
        return kept;
    }

    static JsonNode array(Iterable<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array.isEmpty() ? JSON.nullNode() : array;
    }

    /** Merged by id; ids that are no field's are ignored. */
    private void customFields() {
        for (String list : List.of("fields", "custom_fields")) {
            for (JsonNode entry : payload.path(list)) {
                Long id =
                        entry.path("id").isIntegralNumber() || entry.path("id").isString()
                                ? Long.valueOf(entry.path("id").asLong(0))
                                : null;
                if (id != null && account.customFieldIds().contains(id)) {
                    customField(account.fields.get(id), entry.path("value"));
                }
            }
        }
    }

    private void customField(ObjectNode field, JsonNode sent) {
        JsonNode value = FieldValues.checked(field, sent);
        values.put(Ticket.CUSTOM + field.path("id").asString(), value);
        List<String> all = FieldValues.allTags(field);
        if (!all.isEmpty()) {
            TreeSet<String> tags = new TreeSet<>();
            effective("tags").forEach(tag -> tags.add(tag.asString()));
            all.forEach(tags::remove);
            tags.addAll(FieldValues.tags(field, value));
            values.put("tags", array(tags));
        }
    }

    /** Fields that must be filled before a ticket is solved. */
    private void required() {
        boolean solving = Metrics.DONE.contains(effective("status").asString("new"))
                && !Metrics.DONE.contains(now("status").asString("new"));
        for (long id : solving ? account.customFieldIds() : List.<Long>of()) {
            ObjectNode field = account.fields.get(id);
            boolean wanted = field.path("required").asBoolean(false)
                    && field.path("active").asBoolean(true);
            if (wanted && effective(Ticket.CUSTOM + id).isNull()) {
                throw new Refusal(Replies.invalidRecord(
                        "base",
                        field.path("title").asString("") + ": is required when solving a ticket",
                        "BlankValue"));
            }
        }
    }
}
