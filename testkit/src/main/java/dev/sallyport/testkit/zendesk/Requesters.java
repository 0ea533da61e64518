package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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
