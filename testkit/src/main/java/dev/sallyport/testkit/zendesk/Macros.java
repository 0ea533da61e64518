package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Macros: named changes that are shown when they are asked for, and made by whoever asked. */
final class Macros {
    private Macros() {}

    static FakeReply list(Call call) {
        return Rows.ordered(call, call.account().macros, "macros", Rows.active(call));
    }

    static FakeReply active(Call call) {
        return Rows.ordered(
                call, call.account().macros, "macros", row -> row.path("active").booleanValue());
    }

    static FakeReply search(Call call) {
        String query = call.query("query");
        String word = query == null ? "" : query.strip() + "*";
        return Rows.list(
                call,
                call.account().macros,
                "macros",
                row -> SearchWords.contain(row.path("title").asString(""), word));
    }

    static FakeReply get(Call call) {
        return Rows.one(call, call.account().macros, "macro", row(call));
    }

    private static ObjectNode row(Call call) {
        return call.account().macros.get(call.id(call.path().containsKey("macro") ? "macro" : "id"));
    }

    static FakeReply create(Call call) {
        JsonNode payload = call.body("macro");
        String title = payload.path("title").asString("");
        if (title.isBlank() || !payload.path("actions").isArray()) {
            throw new Refusal(Replies.invalidRecord("title", "Title: cannot be blank", "BlankValue"));
        }
        ObjectNode made =
                Replies.object().put("title", title).put("active", true).put("position", 0);
        made.putNull("description").putNull("restriction");
        write(made, payload);
        ObjectNode row = call.account().macros.add(made, call.now());
        call.commit(EffectKind.CREATE, "macro", row.path("id").longValue(), row);
        return Rows.made(call, call.account().macros, "macro", row);
    }

    private static void write(ObjectNode macro, JsonNode payload) {
        for (String name : List.of("title", "active", "position", "description", "restriction", "actions")) {
            if (payload.has(name)) {
                macro.set(name, payload.path(name));
            }
        }
    }

    static FakeReply update(Call call) {
        ObjectNode macro = row(call);
        JsonNode payload = call.body("macro");
        write(macro, payload);
        macro.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, "macro", macro.path("id").longValue(), payload);
        return get(call);
    }

    static FakeReply delete(Call call) {
        long id = row(call).path("id").longValue();
        call.account().macros.remove(id);
        call.commit(EffectKind.DELETE, "macro", id, Replies.object());
        return FakeReply.empty(204);
    }

    /** What it would make of a ticket; nothing changes. */
    static FakeReply apply(Call call) {
        ObjectNode ticket = call.path().containsKey("macro")
                ? call.account().tickets.get(call.id("id")).render(call)
                : Replies.object();
        ArrayNode tags = Replies.object().putArray("tags");
        ticket.path("tags").forEach(tags::add);
        for (JsonNode action : row(call).path("actions")) {
            String field = action.path("field").asString("");
            JsonNode value = action.path("value");
            if (field.startsWith("comment_value")) {
                String text = value.isArray() ? value.path(value.size() - 1).asString("") : value.asString("");
                ticket.putObject("comment").put("body", text).put("public", true);
            } else if (field.equals("current_tags")) {
                TicketDraft.tags(value).forEach(tags::add);
                ticket.set("tags", tags);
            } else {
                ticket.set(field, value);
            }
        }
        return Replies.json(200, Replies.wrap("result", Replies.wrap("ticket", ticket)));
    }
}
