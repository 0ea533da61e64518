package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The addresses by which users are known; one of each user's is the first. */
final class Identities {
    private static final List<String> TYPES = List.of("email", "phone_number");

    private Identities() {}

    static ObjectNode add(Account account, long user, String type, String value, boolean primary, Instant now) {
        return account.identities.add(values(user, type, value, primary), now);
    }

    static ObjectNode values(long user, String type, @Nullable String value, boolean primary) {
        return Replies.object()
                .put("user_id", user)
                .put("type", type)
                .put("value", value)
                .put("verified", primary)
                .put("primary", primary)
                .put("undeliverable_count", 0)
                .put("deliverable_state", "deliverable");
    }

    static FakeReply list(Call call) {
        call.account().users.get(call.id("id"));
        Table identities = call.account().identities;
        return Rows.list(call, identities, "identities", Rows.pointing(call, identities, "user_id"));
    }

    static FakeReply get(Call call) {
        return Rows.one(call, call.account().identities, "identity", identity(call));
    }

    private static ObjectNode identity(Call call) {
        ObjectNode identity = call.account().identities.get(call.id("identity"));
        if (identity.path("user_id").longValue() != call.id("id")) {
            throw new Refusal(Replies.notFound());
        }
        return identity;
    }

    static FakeReply create(Call call) {
        Account account = call.account();
        ObjectNode user = account.users.get(call.id("id"));
        JsonNode payload = call.body("identity");
        String type = payload.path("type").asString("");
        String value = Objects.requireNonNullElse(Values.text(payload.path("value")), "");
        if (!TYPES.contains(type) || value.isBlank()) {
            throw new Refusal(Replies.invalidRecord("type", "Type: is not included in the list", "InvalidValue"));
        }
        if (type.equals("email") && (!value.contains("@") || account.userByEmail(value) != null)) {
            throw taken(value);
        }
        long owner = user.path("id").longValue();
        if (type.equals("email")) {
            account.alsoKnownAs(value, owner, call.now());
        }
        ObjectNode identity = type.equals("email")
                ? Objects.requireNonNull(find(account, value))
                : add(account, owner, type, value, false, call.now());
        identity.put("verified", payload.path("verified").asBoolean(false));
        call.commit(EffectKind.CREATE, "identity", identity.path("id").longValue(), identity);
        return Rows.made(call, account.identities, "identity", identity);
    }

    static @Nullable ObjectNode find(Account account, String email) {
        List<ObjectNode> found = account.identities.with("value", email.strip());
        return found.isEmpty() ? null : found.get(0);
    }

    /** Whether it is verified, or another value. */
    static FakeReply update(Call call) {
        ObjectNode identity = identity(call);
        JsonNode payload = call.body("identity");
        String value = Values.text(payload.path("value"));
        String held = identity.path("value").asString("");
        if (value != null && !value.equalsIgnoreCase(held)) {
            change(call, identity, value);
        }
        if (payload.path("verified").asBoolean(false)) {
            return verify(call);
        }
        return get(call);
    }

    private static void change(Call call, ObjectNode identity, String value) {
        Account account = call.account();
        if (identity.path("type").asString("").equals("email")) {
            if (!value.contains("@") || account.userByEmail(value) != null) {
                throw taken(value);
            }
            account.exchangeEmail(identity.path("value").asString(""), value, call.id("id"));
            ObjectNode user = account.users.get(call.id("id"));
            if (identity.path("primary").booleanValue()) {
                user.put("email", value).put("updated_at", Values.stamp(call.now()));
            }
        }
        identity.put("value", value).put("updated_at", Values.stamp(call.now()));
        call.commit(
                EffectKind.UPDATE,
                "identity",
                identity.path("id").longValue(),
                Replies.object().put("value", value));
    }

    private static Refusal taken(String value) {
        return new Refusal(Replies.invalidRecord(
                "value", "Value: " + value + " is already being used by another user", "DuplicateValue"));
    }

    static FakeReply verify(Call call) {
        ObjectNode identity = identity(call);
        identity.put("verified", true).put("updated_at", Values.stamp(call.now()));
        call.commit(
                EffectKind.UPDATE,
                "identity",
                identity.path("id").longValue(),
                Replies.object().put("verified", true));
        return get(call);
    }

    static FakeReply requestVerification(Call call) {
        identity(call);
        return FakeReply.empty(200);
    }

    static FakeReply makePrimary(Call call) {
        ObjectNode first = identity(call);
        ObjectNode user = call.account().users.get(call.id("id"));
        for (ObjectNode identity : Rows.pointing(call, call.account().identities, "user_id")) {
            identity.put("primary", identity.equals(first));
        }
        first.put("primary", true);
        if (first.path("type").asString("").equals("email")) {
            user.set("email", first.path("value"));
        }
        user.put("updated_at", Values.stamp(call.now()));
        ObjectNode written = Replies.object();
        written.set("email", user.path("email"));
        call.commit(EffectKind.UPDATE, "user", user.path("id").longValue(), written);
        return list(call);
    }

    static FakeReply delete(Call call) {
        ObjectNode identity = identity(call);
        if (identity.path("primary").booleanValue()) {
            throw new Refusal(Replies.invalidRecord("base", "The primary identity cannot be deleted", "InvalidValue"));
        }
        long id = identity.path("id").longValue();
        call.account().forgetEmail(identity.path("value").asString(""));
        call.account().identities.remove(id);
        call.commit(EffectKind.DELETE, "identity", id, Replies.object());
        return FakeReply.empty(204);
    }
}
