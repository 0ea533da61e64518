package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Views: named questions about tickets. */
final class Views {
    private Views() {}

    static void put(Account account, Instant now) {
        for (ObjectNode view : List.of(
                view(
                        "Your unsolved tickets",
                        condition("status", "less_than", "solved"),
                        condition("assignee_id", "is", "current_user")),
                view("All unsolved tickets", condition("status", "less_than", "solved")),
                view(
                        "Unassigned tickets",
                        condition("status", "less_than", "solved"),
                        condition("assignee_id", "is", "")))) {
            account.views.add(view, now);
        }
    }

    private static ObjectNode condition(String field, String operator, String value) {
        return Replies.object().put("field", field).put("operator", operator).put("value", value);
    }

    private static ObjectNode view(String title, ObjectNode... all) {
        ObjectNode view =
                Replies.object().put("title", title).put("active", true).put("position", 0);
        view.put("description", "").put("default", false);
        ObjectNode conditions = view.putObject("conditions");
        conditions.putArray("all").addAll(List.of(all));
        conditions.putArray("any");
        view.putNull("restriction");
        return view;
    }

    static FakeReply list(Call call) {
        return Rows.ordered(call, call.account().views, "views", Rows.active(call));
    }

    static FakeReply active(Call call) {
        return Rows.ordered(
                call, call.account().views, "views", view -> view.path("active").booleanValue());
    }

    static FakeReply count(Call call) {
        return Rows.count(call, call.account().views.rows().size());
    }

    static FakeReply get(Call call) {
        return Rows.one(call, call.account().views, "view", row(call));
    }

    private static ObjectNode row(Call call) {
        return call.account().views.get(call.id("id"));
    }

    static FakeReply create(Call call) {
        JsonNode payload = call.body("view");
        String title = payload.path("title").asString("");
        if (title.isBlank()) {
            throw new Refusal(Replies.invalidRecord("title", "Title: cannot be blank", "BlankValue"));
        }
        ObjectNode made = view(title);
        write(made, payload);
        if (made.path("conditions").path("all").isEmpty()) {
            throw new Refusal(Replies.invalidRecord(
                    "base",
                    "Invalid conditions. You must have at least one condition in the all section.",
                    "InvalidValue"));
        }
        new ViewTest(call, made.path("conditions"));
        ObjectNode row = call.account().views.add(made, call.now());
        call.commit(EffectKind.CREATE, "view", row.path("id").longValue(), row);
        return Rows.made(call, call.account().views, "view", row);
    }

    /** Conditions stand beside the title when they are written, and below one roof when they are read. */
    private static void write(ObjectNode view, JsonNode payload) {
        for (String name : List.of("title", "description", "active", "position", "restriction")) {
            if (payload.has(name)) {
                view.set(name, payload.path(name));
            }
        }
        ObjectNode conditions = (ObjectNode) view.path("conditions");
        for (String name : List.of("all", "any")) {
            JsonNode sent = payload.has(name)
                    ? payload.path(name)
                    : payload.path("conditions").path(name);
            if (sent.isArray()) {
                conditions.set(name, sent);
            }
        }
    }

    static FakeReply update(Call call) {
        ObjectNode view = row(call);
        JsonNode payload = call.body("view");
        ObjectNode changed = view.deepCopy();
        write(changed, payload);
        new ViewTest(call, changed.path("conditions"));
        view.setAll(changed);
        view.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.UPDATE, "view", view.path("id").longValue(), payload);
        return get(call);
    }

    static FakeReply delete(Call call) {
        long id = row(call).path("id").longValue();
        call.account().views.remove(id);
        call.commit(EffectKind.DELETE, "view", id, Replies.object());
        return FakeReply.empty(204);
    }

    private static NavigableMap<Place, Ticket> matching(Call call, ObjectNode view) {
        ViewTest test = new ViewTest(call, view.path("conditions"));
        TicketShelf tickets = call.account().tickets;
        TicketBase base = tickets.base();
        JsonNode me = call.me().path("id");
        String question = "view " + me + call.account().groupsOf(me.longValue()) + view.path("conditions");
        return tickets.matching(question, test, base == null ? null : test.way(base));
    }

    static FakeReply tickets(Call call) {
        return TicketReads.page(call, "id", TicketLists.sorted(call, matching(call, row(call))));
    }

    static FakeReply execute(Call call) {
        ObjectNode view = row(call);
        ObjectNode body = executed(call, view);
        body.putObject("view")
                .put("id", view.path("id").longValue())
                .put("url", call.root() + "/api/v2/views/" + view.path("id").asString() + ".json");
        return Replies.json(200, body);
    }

    /** What a view would show that is not there yet. */
    static FakeReply preview(Call call) {
        return Replies.json(200, executed(call, asked(call)));
    }

    static FakeReply countPreview(Call call) {
        ObjectNode count = Replies.object().putNull("view_id").putNull("url");
        return Replies.json(200, Replies.wrap("view_count", counted(call, asked(call), count)));
    }

    private static ObjectNode asked(Call call) {
        ObjectNode asked = view("");
        write(asked, call.body("view"));
        return asked;
    }

    private static ObjectNode executed(Call call, ObjectNode view) {
        ObjectNode body = Paging.list(call, "rows", "id", TicketLists.sorted(call, matching(call, view)), ticket -> {
            ObjectNode shown = Replies.object();
            shown.set("ticket", ticket.render(call));
            shown.put("ticket_id", ticket.id).put("created", Values.stamp(ticket.createdAt));
            shown.set("subject", ticket.value("subject"));
            shown.set("requester_id", ticket.value("requester_id"));
            return shown.put("status", ticket.status());
        });
        ArrayNode columns = body.putArray("columns");
        for (String column : List.of("ticket_id", "subject", "requester_id", "created", "status")) {
            columns.addObject().put("id", column).put("title", column);
        }
        return body;
    }

    private static ObjectNode counted(Call call, ObjectNode view) {
        ObjectNode count = Replies.object()
                .put("view_id", view.path("id").longValue())
                .put("url", call.root() + "/api/v2/views/" + view.path("id").asString() + "/count.json");
        return counted(call, view, count).put("active", view.path("active").booleanValue());
    }

    private static ObjectNode counted(Call call, ObjectNode view, ObjectNode count) {
        int value = matching(call, view).size();
        return count.put("value", value).put("pretty", String.valueOf(value)).put("fresh", true);
    }

    static FakeReply countTickets(Call call) {
        return Replies.json(200, Replies.wrap("view_count", counted(call, row(call))));
    }

    static FakeReply countMany(Call call) {
        ObjectNode body = Replies.object();
        ArrayNode counts = body.putArray("view_counts");
        for (String id : call.many("ids")) {
            ObjectNode view = Rows.byId(call.account().views, id);
            if (view != null) {
                counts.add(counted(call, view));
            }
        }
        return Replies.json(200, body);
    }
}
