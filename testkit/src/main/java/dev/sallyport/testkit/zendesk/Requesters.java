package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The person for whom a ticket is, who comes into being with it if nobody has the address yet. */
final class Requesters {
    private Requesters() {}

    /** The id; null where the payload names nobody in this way. */
    static @Nullable JsonNode of(Call call, JsonNode payload) {
        JsonNode requester = payload.path("requester");
        if (payload.has("requester_id") || requester.isMissingNode() || requester.isNull()) {
            return null;
        }
        String email = Values.text(requester.isObject() ? requester.path("email") : requester);
        ObjectNode known = email != null && email.matches("\\d{1,18}")
                ? call.account().users.find(Long.parseLong(email))
                : call.account().userByEmail(email);
        return known == null ? created(call, requester, email) : known.path("id");
    }

    /** Those whom a payload copies in and nobody knows yet come into being with it. */
    static void copied(Call call, JsonNode payload, @Nullable Ticket present, Map<String, JsonNode> values) {
        for (String sent : List.of("collaborators", "additional_collaborators", "email_ccs")) {
            String kept = sent.equals("email_ccs") ? "email_cc_ids" : "collaborator_ids";
            for (JsonNode entry : payload.path(sent)) {
                String email = Values.text(entry.isObject() ? either(entry, "user_email", "email") : entry);
                boolean leaves = entry.path("action").asString("put").equals("delete");
                if (email != null
                        && email.contains("@")
                        && !leaves
                        && call.account().userByEmail(email) == null) {
                    ArrayNode people = JsonNodeFactory.instance.arrayNode();
                    values.getOrDefault(kept, present == null ? people : present.value(kept))
                            .forEach(people::add);
                    values.put(kept, people.add(copied(call, entry, email)));
                }
            }
        }
    }

    private static JsonNode copied(Call call, JsonNode entry, String email) {
        String name = Values.text(either(entry, "user_name", "name"));
        String shown = name == null ? email.substring(0, email.indexOf('@')) : name;
        ObjectNode user = call.account().person(shown, email, "end-user", call.now());
        call.commit(EffectKind.CREATE, "user", user.path("id").longValue(), user);
        return user.path("id");
    }

    private static JsonNode either(JsonNode entry, String one, String other) {
        return entry.has(one) ? entry.path(one) : entry.path(other);
    }

    private static JsonNode created(Call call, JsonNode requester, @Nullable String email) {
        String name = Values.text(requester.path("name"));
        if (email != null && !email.contains("@")) {
            throw new Refusal(Replies.invalidRecord("requester", "Requester is invalid", "InvalidValue"));
        }
        if (name == null || name.isBlank()) {
            throw new Refusal(Replies.invalidRecord("requester", "Requester Name: is too short", "ValueTooShort"));
        }
        ObjectNode user = call.account().person(name, email, "end-user", call.now());
        call.commit(EffectKind.CREATE, "user", user.path("id").longValue(), user);
        return user.path("id");
    }
}
