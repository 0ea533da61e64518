package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of tickets, users and organizations, and the options of those that have some. */
enum Fields {
    /** Of tickets. */
    OF_TICKETS("ticket_field"),
    /** Of users; values are by the field's key. */
    OF_USERS("user_field"),
    /** Of organizations; values are by the field's key. */
    OF_ORGANIZATIONS("organization_field");

    private static final List<String> TYPES = List.of(
            "text",
            "textarea",
            "checkbox",
            "date",
            "integer",
            "decimal",
            "regexp",
            "partialcreditcard",
            "multiselect",
            "tagger",
            "dropdown",
            "lookup");
    private static final List<String> WRITABLE = List.of(
            "title",
            "raw_title",
            "description",
            "position",
            "active",
            "required",
            "regexp_for_validation",
            "title_in_portal",
            "visible_in_portal",
            "editable_in_portal",
            "required_in_portal",
            "agent_can_edit",
            "tag",
            "key",
            "agent_description");

    private final String singular;

    Fields(String singular) {
        this.singular = singular;
    }

    private Table table(Call call) {
        return switch (this) {
            case OF_TICKETS -> call.account().fields;
            case OF_USERS -> call.account().userFields;
            case OF_ORGANIZATIONS -> call.account().organizationFields;
        };
    }

    FakeReply list(Call call) {
        return Rows.list(call, table(call), singular + "s", row -> true);
    }

    FakeReply count(Call call) {
        return Rows.count(call, table(call).rows().size());
    }

    FakeReply get(Call call) {
        return Rows.one(call, table(call), singular, table(call).get(call.id("id")));
    }

    FakeReply create(Call call) {
        JsonNode payload = call.body(singular);
        String type = payload.path("type").asString("");
        String title = payload.path("title").asString(payload.path("raw_title").asString(""));
        if (!TYPES.contains(type)) {
            throw new Refusal(Replies.invalidRecord("type", "Type: is not included in the list", "InvalidValue"));
        }
        if (title.isBlank()) {
            throw new Refusal(Replies.invalidRecord("title", "Title: cannot be blank", "BlankValue"));
        }
        if (this != OF_TICKETS && payload.path("key").asString("").isBlank()) {
            throw new Refusal(Replies.invalidRecord("key", "Key: cannot be blank", "BlankValue"));
        }
        ObjectNode row = table(call).add(Furniture.field(type, title, true), call.now());
        fill(row, payload);
        options(call, row, payload);
        if (this == OF_TICKETS) {
            call.account().addCustomField(row.path("id").longValue());
        }
        call.commit(EffectKind.CREATE, singular, row.path("id").longValue(), row);
        return Rows.made(call, table(call), singular, row);
    }

    private static void fill(ObjectNode row, JsonNode payload) {
        checkPattern(payload.path("regexp_for_validation").asString(""));
        // One is the other with its placeholders filled in, and there are none here.
        if (payload.has("title") != payload.has("raw_title")) {
            JsonNode title = payload.has("title") ? payload.path("title") : payload.path("raw_title");
            row.set("title", title);
            row.set("raw_title", title);
        }
        for (String name : WRITABLE) {
            if (payload.has(name)) {
                row.set(name, payload.path(name));
            }
        }
    }

    private static void checkPattern(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException notOne) {
            throw new Refusal(Replies.invalidRecord(
                    "regexp_for_validation", "Regexp for validation: is invalid", "InvalidValue"));
        }
    }

    private static void options(Call call, ObjectNode row, JsonNode payload) {
        if (payload.has("custom_field_options")) {
            ArrayNode options = row.putArray("custom_field_options");
            payload.path("custom_field_options").forEach(option -> options.add(option(call, option)));
        }
    }

    private static ObjectNode option(Call call, JsonNode sent) {
        String name = sent.path("name").asString("");
        if (name.isBlank() || sent.path("value").asString("").isBlank()) {
            throw new Refusal(Replies.invalidRecord("value", "Value: cannot be blank", "BlankValue"));
        }
        long id = sent.path("id").asLong(0);
        return Replies.object()
                .put("id", id == 0 ? call.account().nextEventId() : id)
                .put("name", name)
                .put("raw_name", name)
                .put("value", sent.path("value").asString())
                .put("default", sent.path("default").asBoolean(false));
    }

    FakeReply update(Call call) {
        ObjectNode row = table(call).get(call.id("id"));
        JsonNode payload = call.body(singular);
        fill(row, payload);
        options(call, row, payload);
        row.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, singular, row.path("id").longValue(), payload);
        return get(call);
    }

    FakeReply delete(Call call) {
        ObjectNode row = table(call).get(call.id("id"));
        if (!row.path("removable").booleanValue()) {
            throw new Refusal(Replies.invalidRecord("base", "System fields cannot be deleted", "InvalidValue"));
        }
        long id = row.path("id").longValue();
        table(call).remove(id);
        call.account().customFieldIds().remove(id);
        call.commit(EffectKind.DELETE, singular, id, Replies.object());
        return FakeReply.empty(204);
    }

    FakeReply options(Call call) {
        ObjectNode body = Replies.object();
        JsonNode known = table(call).get(call.id("id")).path("custom_field_options");
        ArrayNode shown = body.putArray("custom_field_options");
        known.forEach(shown::add);
        body.putNull("next_page").putNull("previous_page");
        return Replies.json(200, body.put("count", shown.size()));
    }

    FakeReply option(Call call) {
        long id = call.id("option");
        for (JsonNode option : table(call).get(call.id("id")).path("custom_field_options")) {
            if (option.path("id").asLong(0) == id) {
                return Replies.json(200, Replies.wrap("custom_field_option", option));
            }
        }
        return Replies.notFound();
    }

    /** 201 for a new option, 200 for one that is named by its id. */
    FakeReply writeOption(Call call) {
        ObjectNode row = table(call).get(call.id("id"));
        JsonNode sent = call.body("custom_field_option");
        ObjectNode written = option(call, sent);
        ArrayNode kept = Replies.object().putArray("o");
        boolean known = false;
        for (JsonNode option : row.path("custom_field_options")) {
            boolean same = option.path("id").asLong(0) == sent.path("id").asLong(-1);
            known |= same;
            kept.add(same ? written : option);
        }
        if (!known) {
            kept.add(written);
        }
        row.set("custom_field_options", kept);
        call.commit(
                known ? EffectKind.UPDATE : EffectKind.CREATE,
                singular + "_option",
                written.path("id").longValue(),
                written);
        return Replies.json(known ? 200 : 201, Replies.wrap("custom_field_option", written));
    }

    FakeReply deleteOption(Call call) {
        ObjectNode row = table(call).get(call.id("id"));
        long id = call.id("option");
        ArrayNode kept = Replies.object().putArray("o");
        row.path("custom_field_options").forEach(option -> {
            if (option.path("id").asLong(0) != id) {
                kept.add(option);
            }
        });
        if (kept.size() == row.path("custom_field_options").size()) {
            return Replies.notFound();
        }
        row.set("custom_field_options", kept);
        call.commit(EffectKind.DELETE, singular + "_option", id, Replies.object());
        return FakeReply.empty(204);
    }
}
