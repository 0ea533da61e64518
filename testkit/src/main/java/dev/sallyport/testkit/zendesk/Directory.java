package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups and custom statuses. */
final class Directory {
    private Directory() {}

    static FakeReply groups(Call call) {
        return Rows.list(call, call.account().groups, "groups", row -> true);
    }

    static FakeReply group(Call call) {
        return Rows.one(
                call, call.account().groups, "group", call.account().groups.get(call.id("id")));
    }

    static FakeReply countGroups(Call call) {
        return Rows.count(call, call.account().groups.rows().size());
    }

    static FakeReply createGroup(Call call) {
        JsonNode payload = call.body("group");
        String name = name(payload);
        ObjectNode group = Replies.object()
                .put("is_public", payload.path("is_public").asBoolean(true))
                .put("name", name)
                .put("description", payload.path("description").asString(""))
                .put("default", false)
                .put("deleted", false);
        ObjectNode row = call.account().groups.add(group, call.now());
        call.commit(EffectKind.CREATE, "group", row.path("id").longValue(), row);
        return Rows.made(call, call.account().groups, "group", row);
    }

    private static String name(JsonNode payload) {
        String name = Values.text(payload.path("name"));
        if (name == null || name.isBlank()) {
            throw new Refusal(Replies.invalidRecord("name", "Name: cannot be blank", "BlankValue"));
        }
        return name;
    }

    static FakeReply updateGroup(Call call) {
        ObjectNode row = call.account().groups.get(call.id("id"));
        JsonNode payload = call.body("group");
        if (payload.has("name")) {
            name(payload);
        }
        for (String field : List.of("name", "description", "is_public")) {
            if (payload.has(field)) {
                row.set(field, payload.path(field));
            }
        }
        row.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, "group", row.path("id").longValue(), payload);
        return Rows.one(call, call.account().groups, "group", row);
    }

    /** The group is kept for the tickets that point to it; its members leave it. */
    static FakeReply deleteGroup(Call call) {
        Account account = call.account();
        ObjectNode row = account.groups.get(call.id("id"));
        if (row.path("default").booleanValue()) {
            throw new Refusal(Replies.invalidRecord("base", "The default group cannot be deleted", "InvalidValue"));
        }
        if (row.path("deleted").booleanValue()) {
            return Replies.notFound();
        }
        long id = row.path("id").longValue();
        row.put("deleted", true).put("updated_at", Values.stamp(call.now()));
        account.groups.retire(id);
        for (ObjectNode member : Rows.pointing(call, account.memberships, "group_id")) {
            account.memberships.remove(member.path("id").longValue());
            account.leave(member.path("user_id").longValue(), id);
        }
        call.commit(EffectKind.DELETE, "group", id, Replies.object());
        return FakeReply.empty(204);
    }

    /** Never in pages. */
    static FakeReply statuses(Call call) {
        Table table = call.account().statuses;
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("custom_statuses");
        table.rows().values().stream()
                .filter(Rows.active(call))
                .filter(isOneOf(call.query("status_categories"), "status_category"))
                .filter(isOneOf(call.query("default"), "default"))
                .forEach(row -> shown.add(table.render(call, row)));
        return Replies.json(200, body);
    }

    private static Predicate<ObjectNode> isOneOf(@Nullable String values, String field) {
        return row -> values == null
                || List.of(values.split(",", -1)).contains(row.path(field).asString(""));
    }

    static FakeReply status(Call call) {
        Table table = call.account().statuses;
        return Rows.one(call, table, "custom_status", table.get(call.id("id")));
    }
}
