package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups, organizations, ticket fields and statuses. */
final class Directory {
    private static final List<String> ORGANIZATION = List.of(
            "name", "external_id", "domain_names", "details", "notes", "group_id", "tags", "organization_fields");

    private Directory() {}

    static FakeReply groups(Call call) {
        Table table = call.account().groups;
        return Paging.reply(call, "groups", table.rows(), row -> table.render(call, row));
    }

    static FakeReply group(Call call) {
        return one(call, call.account().groups, "group");
    }

    private static FakeReply one(Call call, Table table, String name) {
        return Replies.json(200, Replies.wrap(name, table.render(call, table.get(call.id("id")))));
    }

    static FakeReply memberships(Call call) {
        Table table = call.account().memberships;
        return Paging.reply(call, "group_memberships", table.rows(), row -> table.render(call, row));
    }

    static FakeReply fields(Call call) {
        Table table = call.account().fields;
        return Paging.reply(call, "ticket_fields", table.rows(), row -> table.render(call, row));
    }

    static FakeReply field(Call call) {
        return one(call, call.account().fields, "ticket_field");
    }

    /** Never in pages. */
    static FakeReply statuses(Call call) {
        Table table = call.account().statuses;
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("custom_statuses");
        table.rows().values().forEach(row -> shown.add(table.render(call, row)));
        return Replies.json(200, body);
    }

    static FakeReply organizations(Call call) {
        Table table = call.account().organizations;
        return Paging.reply(call, "organizations", table.rows(), row -> table.render(call, row));
    }

    static FakeReply organization(Call call) {
        return one(call, call.account().organizations, "organization");
    }

    static FakeReply createOrganization(Call call) {
        Table table = call.account().organizations;
        JsonNode payload = call.body("organization");
        check(call.account(), payload, null);
        ObjectNode made = Replies.object().putNull("external_id");
        made.putArray("domain_names");
        made.put("details", "").put("notes", "").putNull("group_id");
        made.put("shared_tickets", false).put("shared_comments", false);
        made.putArray("tags");
        made.putObject("organization_fields");
        fill(made, payload);
        ObjectNode row = table.add(made, call.now());
        call.commit(EffectKind.CREATE, "organization", row.path("id").longValue(), row);
        JsonNode shown = table.render(call, row);
        return Replies.json(201, Replies.wrap("organization", shown))
                .header("Location", shown.path("url").asString());
    }

    static FakeReply updateOrganization(Call call) {
        Table table = call.account().organizations;
        ObjectNode row = table.get(call.id("id"));
        JsonNode payload = call.body("organization");
        check(call.account(), payload, row);
        fill(row, payload);
        row.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, "organization", row.path("id").longValue(), payload);
        return one(call, table, "organization");
    }

    static FakeReply deleteOrganization(Call call) {
        Table table = call.account().organizations;
        long id = table.get(call.id("id")).path("id").longValue();
        table.remove(id);
        call.commit(EffectKind.DELETE, "organization", id, Replies.object());
        return FakeReply.empty(204);
    }

    private static void check(Account account, JsonNode payload, @Nullable ObjectNode self) {
        String name = Values.text(payload.path("name"));
        if ((self == null || payload.has("name")) && (name == null || name.isBlank())) {
            throw new Refusal(Replies.invalidRecord("name", "Name: cannot be blank", "BlankValue"));
        }
        for (ObjectNode row : account.organizations.rows().values()) {
            if (!row.equals(self) && row.path("name").asString("").equalsIgnoreCase(name)) {
                throw new Refusal(
                        Replies.invalidRecord("name", "Name: " + name + " has already been taken", "DuplicateValue"));
            }
        }
    }

    private static void fill(ObjectNode row, JsonNode payload) {
        for (String name : ORGANIZATION) {
            if (payload.has(name)) {
                row.set(name, payload.path(name));
            }
        }
    }
}
