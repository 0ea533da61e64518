package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users. */
final class People {
    private static final List<String> WRITABLE = List.of(
            "name",
            "phone",
            "organization_id",
            "external_id",
            "alias",
            "details",
            "notes",
            "signature",
            "suspended",
            "verified",
            "locale",
            "time_zone",
            "tags",
            "role");

    private People() {}

    /** Without credentials the answer is 200 too, with a user that has no id. */
    static FakeReply me(Call call) {
        ObjectNode user = call.account().userByEmail(call.exchange().actor());
        if (user == null) {
            ObjectNode nobody = Furniture.person("Anonymous user", null, "end-user");
            ObjectNode shown = Replies.object().putNull("id").putNull("url");
            shown.setAll(nobody);
            return Replies.json(200, Replies.wrap("user", shown));
        }
        return one(call, user);
    }

    private static FakeReply one(Call call, ObjectNode user) {
        return Rows.one(call, call.account().users, "user", user);
    }

    static JsonNode render(Call call, ObjectNode user) {
        return call.account().users.render(call, user);
    }

    static FakeReply get(Call call) {
        return one(call, call.account().users.get(call.id("id")));
    }

    static FakeReply list(Call call) {
        Table users = call.account().users;
        String external = call.query("external_id");
        return external == null
                ? Rows.list(call, users, "users", ofRole(call))
                : Rows.list(call, users, "users", users.with("external_id", external));
    }

    /** Those of the roles that are asked for, all if none is. Nobody has a custom role. */
    private static NavigableMap<Place, ObjectNode> ofRole(Call call) {
        Table users = call.account().users;
        List<String> roles = new ArrayList<>();
        roles.addAll(call.queries("role"));
        roles.addAll(call.queries("role[]"));
        if (call.query("permission_set") != null) {
            return new TreeMap<>();
        }
        // Nobody of the start is anything but an end user.
        return roles.isEmpty()
                ? users.rows()
                : users.rows(user -> roles.contains(user.path("role").asString("")), roles.contains("end-user"));
    }

    static FakeReply showMany(Call call) {
        return Rows.byIds(call, call.account().users, "users");
    }

    static FakeReply count(Call call) {
        return Rows.count(call, ofRole(call).size());
    }

    static FakeReply autocomplete(Call call) {
        return Rows.autocomplete(call, call.account().users, "users");
    }

    static FakeReply search(Call call) {
        String external = call.query("external_id");
        if (external != null) {
            NavigableMap<Place, ObjectNode> found = new TreeMap<>();
            ObjectNode user = Rows.byExternalId(call.account().users, external);
            if (user != null) {
                found.put(new Place(0, user.path("id").longValue()), user);
            }
            return Paging.reply(call, "users", found, row -> render(call, row));
        }
        return Searches.users(call);
    }

    static FakeReply create(Call call) {
        JsonNode payload = call.body("user");
        return Rows.made(call, call.account().users, "user", created(call, payload));
    }

    static ObjectNode created(Call call, JsonNode payload) {
        String email = Values.text(payload.path("email"));
        String name = Values.text(payload.path("name"));
        if (name == null || name.isBlank()) {
            throw new Refusal(
                    Replies.invalidRecord("name", "Name: is too short (minimum is 1 characters)", "BlankValue"));
        }
        check(call.account(), payload, null);
        String role = payload.path("role").asString("end-user");
        ObjectNode user = call.account().person(name, email, role, call.now());
        user.put("verified", false);
        fill(call.account(), user, payload);
        belong(call, user, payload);
        identities(call, user, payload);
        call.commit(EffectKind.CREATE, "user", user.path("id").longValue(), user);
        return user;
    }

    private static void check(Account account, JsonNode payload, @Nullable ObjectNode self) {
        String email = Values.text(payload.path("email"));
        ObjectNode owner = account.userByEmail(email);
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new Refusal(
                    Replies.invalidRecord("email", "Email: " + email + " is not properly formatted", "InvalidValue"));
        }
        if (owner != null && !owner.equals(self)) {
            throw new Refusal(Replies.invalidRecord(
                    "email", "Email: " + email + " is already being used by another user", "DuplicateValue"));
        }
        ObjectNode sharing = Rows.byExternalId(account.users, Values.text(payload.path("external_id")));
        if (sharing != null && !sharing.equals(self)) {
            throw new Refusal(
                    Replies.invalidRecord("external_id", "External has already been taken", "DuplicateValue"));
        }
        if (payload.hasNonNull("organization_id")
                && account.organizations.find(payload.path("organization_id").asLong(0)) == null) {
            throw new Refusal(Replies.invalidRecord("organization", "Organization is invalid", "InvalidValue"));
        }
        if (payload.has("role")
                && !List.of("end-user", "agent", "admin")
                        .contains(payload.path("role").asString(""))) {
            throw new Refusal(Replies.invalidRecord("role", "Role is invalid", "InvalidValue"));
        }
    }

    private static void belong(Call call, ObjectNode user, JsonNode payload) {
        if (payload.hasNonNull("organization_id")
                || byName(call.account(), payload).isPresent()) {
            long organization = user.path("organization_id").asLong(0);
            call.account().joinOrganization(user.path("id").longValue(), organization, call.now());
        }
    }

    private static void fill(Account account, ObjectNode user, JsonNode payload) {
        FieldValues.fill(account.userFields, user, "user_fields", WRITABLE, payload);
        byName(account, payload).ifPresent(id -> user.put("organization_id", id));
    }

    /** The organization that a payload names instead of giving its id; one that is not there is not made. */
    private static OptionalLong byName(Account account, JsonNode payload) {
        String name = Values.text(payload.path("organization").path("name"));
        List<ObjectNode> found =
                name == null || payload.has("organization_id") ? List.of() : account.organizations.with("name", name);
        return found.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(found.get(0).path("id").longValue());
    }

    private static void identities(Call call, ObjectNode user, JsonNode payload) {
        for (JsonNode identity : payload.path("identities")) {
            String type = identity.path("type").asString("");
            String value = Values.text(identity.path("value"));
            long id = user.path("id").longValue();
            if (type.equals("email") && value != null && call.account().userByEmail(value) == null) {
                call.account().alsoKnownAs(value, id, call.now());
            } else if (type.equals("phone_number") && value != null) {
                Identities.add(call.account(), id, type, value, false, call.now());
            }
        }
    }

    static FakeReply update(Call call) {
        ObjectNode user = call.account().users.get(call.id("id"));
        updated(call, user, call.body("user"));
        return one(call, user);
    }

    /** Another address is added beside the first, which stays. */
    static void updated(Call call, ObjectNode user, JsonNode payload) {
        check(call.account(), payload, user);
        String email = Values.text(payload.path("email"));
        if (email != null) {
            if (user.path("email").isNull()) {
                user.put("email", email);
            }
            call.account().alsoKnownAs(email, user.path("id").longValue(), call.now());
        }
        ObjectNode before = user.deepCopy();
        fill(call.account(), user, payload);
        belong(call, user, payload);
        ObjectNode changed = Replies.object();
        user.properties().forEach(member -> {
            if (!member.getValue().equals(before.path(member.getKey()))) {
                changed.set(member.getKey(), member.getValue());
            }
        });
        if (email != null && !email.equalsIgnoreCase(user.path("email").asString(""))) {
            changed.put("identity", email);
        }
        if (!changed.isEmpty()) {
            user.put("updated_at", Values.stamp(call.now()));
            call.commit(EffectKind.UPDATE, "user", user.path("id").longValue(), changed);
        }
    }

    static FakeReply createOrUpdate(Call call) {
        JsonNode payload = call.body("user");
        ObjectNode known = known(call.account(), payload);
        if (known != null) {
            updated(call, known, payload);
            return one(call, known);
        }
        JsonNode user = render(call, created(call, payload));
        return Replies.json(201, Replies.wrap("user", user))
                .header("Location", user.path("url").asString());
    }

    /** The user whom a payload means by external id or address; null if there is none. */
    static @Nullable ObjectNode known(Account account, JsonNode payload) {
        ObjectNode known = Rows.byExternalId(account.users, Values.text(payload.path("external_id")));
        return known == null ? account.userByEmail(Values.text(payload.path("email"))) : known;
    }

    /** Answered with what is left of the user; tickets keep the id. */
    static FakeReply delete(Call call) {
        ObjectNode user = call.account().users.get(call.id("id"));
        deleted(call, user);
        return one(call, user);
    }

    static void deleted(Call call, ObjectNode user) {
        if (!user.path("active").booleanValue()) {
            throw new Refusal(Replies.notFound());
        }
        if (user.equals(call.me())) {
            throw new Refusal(Replies.forbidden());
        }
        user.put("active", false).putNull("email").put("updated_at", Values.stamp(call.now()));
        long id = user.path("id").longValue();
        call.account().forgetEmails(id);
        call.account().users.retire(id);
        call.commit(EffectKind.DELETE, "user", id, Replies.object());
    }
}
