package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who belongs to which groups, and to which organizations; the same in both but for the names. */
enum Memberships {
    /** Agents in groups. */
    OF_GROUPS("group_membership", "group_id"),
    /** People in organizations. */
    OF_ORGANIZATIONS("organization_membership", "organization_id");

    private final String singular;
    private final String pointer;

    Memberships(String singular, String pointer) {
        this.singular = singular;
        this.pointer = pointer;
    }

    private Table table(Call call) {
        return this == OF_GROUPS ? call.account().memberships : call.account().organizationMemberships;
    }

    FakeReply list(Call call) {
        return Rows.list(call, table(call), singular + "s");
    }

    FakeReply ofUser(Call call) {
        call.account().users.get(call.id("id"));
        return Rows.list(call, table(call), singular + "s", Rows.pointing(call, table(call), "user_id"));
    }

    /** Those of the group or organization that the path names. */
    FakeReply ofHolder(Call call) {
        holders(call).get(call.id("id"));
        return Rows.list(call, table(call), singular + "s", Rows.pointing(call, table(call), pointer));
    }

    private Table holders(Call call) {
        return this == OF_GROUPS ? call.account().groups : call.account().organizations;
    }

    /** The groups or organizations of the user that the path names. */
    FakeReply holdersOf(Call call) {
        call.account().users.get(call.id("id"));
        String name = this == OF_GROUPS ? "groups" : "organizations";
        return Rows.list(
                call, holders(call), name, others(Rows.pointing(call, table(call), "user_id"), pointer, holders(call)));
    }

    /** The people of the group or organization that the path names. */
    FakeReply peopleOf(Call call) {
        holders(call).get(call.id("id"));
        Table users = call.account().users;
        return Rows.list(call, users, "users", others(Rows.pointing(call, table(call), pointer), "user_id", users));
    }

    /** What the memberships point to, as far as lists show it. */
    private static List<ObjectNode> others(List<ObjectNode> memberships, String pointer, Table table) {
        List<ObjectNode> others = new ArrayList<>();
        for (ObjectNode membership : memberships) {
            ObjectNode other =
                    table.rows().get(new Place(0, membership.path(pointer).longValue()));
            if (other != null) {
                others.add(other);
            }
        }
        return others;
    }

    FakeReply get(Call call) {
        return Rows.one(call, table(call), singular, row(call));
    }

    private ObjectNode row(Call call) {
        String name = call.path().containsKey("membership") ? "membership" : "id";
        ObjectNode row = table(call).get(call.id(name));
        if (name.equals("membership") && row.path("user_id").longValue() != call.id("id")) {
            throw new Refusal(Replies.notFound());
        }
        return row;
    }

    FakeReply create(Call call) {
        JsonNode payload = call.body(singular);
        Long user = call.path().containsKey("id") ? Long.valueOf(call.id("id")) : null;
        return Rows.made(call, table(call), singular, created(call, payload, user));
    }

    private ObjectNode created(Call call, JsonNode payload, @Nullable Long named) {
        long user = named == null ? payload.path("user_id").asLong(0) : named;
        long holder = payload.path(pointer).asLong(0);
        boolean known = call.account().users.find(user) != null && holders(call).find(holder) != null;
        if (!known || (this == OF_GROUPS && !call.account().isAgent(user))) {
            throw new Refusal(Replies.invalidRecord("user", "User is invalid", "InvalidValue"));
        }
        if (table(call).pointing("user_id", user).stream()
                .anyMatch(row -> row.path(pointer).longValue() == holder)) {
            throw new Refusal(Replies.invalidRecord("user_id", "User has already been taken", "DuplicateValue"));
        }
        join(call, user, holder);
        ObjectNode row = table(call).rows().lastEntry().getValue();
        call.commit(EffectKind.CREATE, singular, row.path("id").longValue(), row);
        return row;
    }

    private void join(Call call, long user, long holder) {
        if (this == OF_GROUPS) {
            call.account().join(user, holder, call.now());
        } else {
            call.account().joinOrganization(user, holder, call.now());
        }
    }

    FakeReply createMany(Call call) {
        return Jobs.run(
                call,
                "Bulk Create Membership",
                Jobs.list(call.json().path(singular + "s")),
                payload -> Jobs.done(created(call, payload, null).path("id").longValue(), "create", "Created"));
    }

    FakeReply delete(Call call) {
        remove(call, row(call));
        return FakeReply.empty(204);
    }

    private void remove(Call call, ObjectNode row) {
        long id = row.path("id").longValue();
        long user = row.path("user_id").longValue();
        table(call).remove(id);
        if (this == OF_GROUPS) {
            call.account().leave(user, row.path(pointer).longValue());
        } else {
            ObjectNode person = call.account().users.get(user);
            if (person.path(pointer).equals(row.path(pointer))) {
                person.putNull(pointer);
            }
        }
        call.commit(EffectKind.DELETE, singular, id, Replies.object());
    }

    FakeReply deleteMany(Call call) {
        return Jobs.run(call, "Bulk Delete Membership", Jobs.ids(call), payload -> {
            ObjectNode row = table(call).get(payload.path("id").asLong(0));
            remove(call, row);
            return Jobs.done(row.path("id").longValue(), "delete", "Deleted");
        });
    }

    FakeReply makeDefault(Call call) {
        ObjectNode first = row(call);
        ObjectNode user = call.account().users.get(call.id("id"));
        Rows.pointing(call, table(call), "user_id").forEach(row -> row.put("default", row.equals(first)));
        first.put("default", true);
        String written = this == OF_GROUPS ? "default_group_id" : "organization_id";
        user.set(written, first.path(pointer));
        ObjectNode change = Replies.object();
        change.set(written, first.path(pointer));
        call.commit(EffectKind.UPDATE, "user", user.path("id").longValue(), change);
        return ofUser(call);
    }
}
