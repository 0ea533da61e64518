package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Organizations; their names and external ids are taken once. */
final class Organizations {
    private static final List<String> WRITABLE = List.of(
            "name",
            "external_id",
            "domain_names",
            "details",
            "notes",
            "group_id",
            "shared_tickets",
            "shared_comments",
            "tags");

    private Organizations() {}

    static FakeReply list(Call call) {
        return Rows.list(call, table(call), "organizations");
    }

    private static Table table(Call call) {
        return call.account().organizations;
    }

    static FakeReply get(Call call) {
        return Rows.one(call, table(call), "organization", table(call).get(call.id("id")));
    }

    static FakeReply showMany(Call call) {
        return Rows.byIds(call, table(call), "organizations");
    }

    static FakeReply count(Call call) {
        return Rows.count(call, table(call).rows().size());
    }

    static FakeReply autocomplete(Call call) {
        return Rows.autocomplete(call, table(call), "organizations");
    }

    /** By external id or by name, whole and whatever its case. */
    static FakeReply search(Call call) {
        String external = call.query("external_id");
        String name = call.query("name");
        if (external == null && name == null) {
            throw new Refusal(Replies.titled(400, "ParameterMissing", "Parameter external_id or name is required"));
        }
        return Rows.list(
                call,
                table(call),
                "organizations",
                external == null
                        ? table(call).with("name", String.valueOf(name))
                        : table(call).with("external_id", external));
    }

    static FakeReply create(Call call) {
        return Rows.made(call, table(call), "organization", created(call, call.body("organization")));
    }

    private static ObjectNode created(Call call, JsonNode payload) {
        check(call.account(), payload, null);
        ObjectNode made = named(null);
        fill(call.account(), made, payload);
        ObjectNode row = table(call).add(made, call.now());
        call.commit(EffectKind.CREATE, "organization", row.path("id").longValue(), row);
        return row;
    }

    /** One with every key that the vendor shows. */
    static ObjectNode named(@Nullable String name) {
        ObjectNode made = Replies.object();
        if (name != null) {
            made.put("name", name);
        }
        made.putNull("external_id");
        made.putArray("domain_names");
        made.put("details", "").put("notes", "").putNull("group_id");
        made.put("shared_tickets", false).put("shared_comments", false);
        made.putArray("tags");
        made.putObject("organization_fields");
        return made;
    }

    static FakeReply createMany(Call call) {
        return Jobs.run(
                call,
                "Bulk Create Organization",
                Jobs.list(call.json().path("organizations")),
                payload -> Jobs.done(created(call, payload).path("id").longValue(), "create", "Created"));
    }

    static FakeReply update(Call call) {
        ObjectNode row = table(call).get(call.id("id"));
        updated(call, row, call.body("organization"));
        return Rows.one(call, table(call), "organization", row);
    }

    private static void updated(Call call, ObjectNode row, JsonNode payload) {
        check(call.account(), payload, row);
        fill(call.account(), row, payload);
        row.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, "organization", row.path("id").longValue(), payload);
    }

    static FakeReply updateMany(Call call) {
        return Jobs.run(call, "Bulk Update Organization", UserMoves.changes(call, "organization"), payload -> {
            ObjectNode row = table(call).get(payload.path("id").asLong(0));
            updated(call, row, payload);
            return Jobs.done(row.path("id").longValue(), "update", "Updated");
        });
    }

    /** Matched by id or external id, never by name. */
    static FakeReply createOrUpdate(Call call) {
        JsonNode payload = call.body("organization");
        ObjectNode known = payload.has("id")
                ? table(call).get(payload.path("id").asLong(0))
                : Rows.byExternalId(table(call), Values.text(payload.path("external_id")));
        if (known == null) {
            return Rows.made(call, table(call), "organization", created(call, payload));
        }
        updated(call, known, payload);
        return Rows.one(call, table(call), "organization", known);
    }

    static FakeReply delete(Call call) {
        deleted(call, table(call).get(call.id("id")));
        return FakeReply.empty(204);
    }

    private static void deleted(Call call, ObjectNode row) {
        long id = row.path("id").longValue();
        table(call).remove(id);
        Table memberships = call.account().organizationMemberships;
        memberships
                .pointing("organization_id", id)
                .forEach(member -> memberships.remove(member.path("id").longValue()));
        call.account().users.pointing("organization_id", id).forEach(user -> user.putNull("organization_id"));
        call.commit(EffectKind.DELETE, "organization", id, Replies.object());
    }

    static FakeReply deleteMany(Call call) {
        boolean external = call.query("external_ids") != null;
        List<JsonNode> ids = new ArrayList<>();
        for (String id : call.many(external ? "external_ids" : "ids")) {
            ObjectNode row = external ? Rows.byExternalId(table(call), id) : Rows.byId(table(call), id);
            ids.add(Replies.object().put("id", row == null ? 0 : row.path("id").longValue()));
        }
        return Jobs.run(call, "Bulk Delete Organization", ids, payload -> {
            ObjectNode row = table(call).get(payload.path("id").asLong(0));
            deleted(call, row);
            return Jobs.done(row.path("id").longValue(), "delete", "Deleted");
        });
    }

    static FakeReply related(Call call) {
        table(call).get(call.id("id"));
        int users = Rows.pointing(call, call.account().users, "organization_id").size();
        int tickets = TicketLists.pointing(call, "organization_id").size();
        ObjectNode related = Replies.object().put("tickets_count", tickets).put("users_count", users);
        return Replies.json(200, Replies.wrap("organization_related", related));
    }

    private static void check(Account account, JsonNode payload, @Nullable ObjectNode self) {
        String name = Values.text(payload.path("name"));
        if ((self == null || payload.has("name")) && (name == null || name.isBlank())) {
            throw new Refusal(Replies.invalidRecord("name", "Name: cannot be blank", "BlankValue"));
        }
        checkGroup(account, payload);
        String external = Values.text(payload.path("external_id"));
        if (name != null && others(account, "name", name, self)) {
            throw new Refusal(
                    Replies.invalidRecord("name", "Name: " + name + " has already been taken", "DuplicateValue"));
        }
        if (external != null && others(account, "external_id", external, self)) {
            throw new Refusal(
                    Replies.invalidRecord("external_id", "External has already been taken", "DuplicateValue"));
        }
    }

    private static void checkGroup(Account account, JsonNode payload) {
        if (payload.hasNonNull("group_id")
                && account.groups.find(payload.path("group_id").asLong(0)) == null) {
            throw new Refusal(Replies.invalidRecord("group", "Group is invalid", "InvalidValue"));
        }
    }

    private static boolean others(Account account, String field, String value, @Nullable ObjectNode self) {
        return account.organizations.with(field, value).stream().anyMatch(row -> !row.equals(self));
    }

    private static void fill(Account account, ObjectNode row, JsonNode payload) {
        FieldValues.fill(account.organizationFields, row, "organization_fields", WRITABLE, payload);
        if (payload.path("domain_names").isString()) {
            row.set("domain_names", TicketDraft.kept(payload.path("domain_names")));
        }
    }
}
