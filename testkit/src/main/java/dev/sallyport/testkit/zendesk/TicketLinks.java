package dev.sallyport.testkit.zendesk;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whom a ticket is copied to, who follows it, and of which problem it is an incident. Changes nothing. */
final class TicketLinks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Account account;
    private final JsonNode payload;
    private final @Nullable Ticket present;

    TicketLinks(Account account, JsonNode payload, @Nullable Ticket present) {
        this.account = account;
        this.payload = payload;
        this.present = present;
    }

    void read(Map<String, JsonNode> values) {
        collaborators(values);
        changed(values, "email_ccs", "email_cc_ids");
        changed(values, "followers", "follower_ids");
        problem(values);
        followedUp();
    }

    /** Only what is closed for good is followed up. */
    private void followedUp() {
        if (present == null && payload.hasNonNull("via_followup_source_id")) {
            Ticket source =
                    account.tickets.find(payload.path("via_followup_source_id").asLong(0));
            if (source == null || !source.closed()) {
                throw new Refusal(Replies.invalidRecord(
                        "via_followup_source_id", "Via followup source is invalid", "InvalidValue"));
            }
        }
    }

    /** Written as a whole, or added to; people whom nobody knows are left out. */
    private void collaborators(Map<String, JsonNode> values) {
        boolean whole = payload.has("collaborator_ids") || payload.has("collaborators");
        if (!whole && !payload.has("additional_collaborators")) {
            return;
        }
        Set<Long> people = whole ? new TreeSet<>() : held("collaborator_ids");
        for (String name : new String[] {"collaborator_ids", "collaborators", "additional_collaborators"}) {
            for (JsonNode each : payload.path(name)) {
                add(people, each.isObject() ? each.path("email") : each);
            }
        }
        values.put("collaborator_ids", list(people));
    }

    /** Each entry puts one person there or takes one away. */
    private void changed(Map<String, JsonNode> values, String sent, String kept) {
        if (!payload.has(sent)) {
            return;
        }
        Set<Long> people = held(kept);
        for (JsonNode each : payload.path(sent)) {
            Set<Long> one = new TreeSet<>();
            add(one, each.hasNonNull("user_id") ? each.path("user_id") : each.path("user_email"));
            if (each.path("action").asString("put").equals("delete")) {
                people.removeAll(one);
            } else {
                people.addAll(one);
            }
        }
        values.put(kept, list(people));
    }

    private Set<Long> held(String name) {
        Set<Long> held = new TreeSet<>();
        if (present != null) {
            present.value(name).forEach(id -> held.add(id.asLong(0)));
        }
        return held;
    }

    private void add(Set<Long> people, JsonNode named) {
        String text = Values.text(named);
        ObjectNode user = text == null
                ? null
                : text.matches("\\d{1,18}") ? account.users.find(Long.parseLong(text)) : account.userByEmail(text);
        if (user != null) {
            people.add(user.path("id").longValue());
        }
    }

    private static JsonNode list(Set<Long> people) {
        ArrayNode list = JSON.arrayNode();
        people.forEach(list::add);
        return list.isEmpty() ? JSON.nullNode() : list;
    }

    private void problem(Map<String, JsonNode> values) {
        if (!payload.has("problem_id")) {
            return;
        }
        String text = Values.text(payload.path("problem_id"));
        Ticket problem = text != null && text.matches("\\d{1,18}") ? account.tickets.find(Long.parseLong(text)) : null;
        if (text != null
                && (problem == null || !problem.value("type").asString("").equals("problem"))) {
            throw new Refusal(Replies.invalidRecord("problem_id", "Problem is invalid", "InvalidValue"));
        }
        values.put("problem_id", problem == null ? JSON.nullNode() : JSON.numberNode(problem.id));
    }
}
