package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tickets, their comments and their audits, as they are read. */
final class TicketReads {
    private static final Map<String, Function<Ticket, String>> DELETED = Map.of(
            "id", ticket -> String.format("%020d", ticket.id),
            "subject", ticket -> ticket.value("subject").asString(""),
            "deleted_at", ticket -> ticket.deletion == null ? "" : Values.stamp(ticket.deletion.at()));

    private TicketReads() {}

    static FakeReply get(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        ObjectNode body = Replies.wrap("ticket", ticket.render(call));
        TicketSideloads.add(call, body, List.of(body.path("ticket")));
        return Replies.json(200, body);
    }

    static FakeReply list(Call call) {
        TicketShelf tickets = call.account().tickets;
        String external = call.query("external_id");
        String sort = sort(call);
        String order = sort.startsWith("-") ? sort.substring(1) : sort;
        NavigableMap<Place, Ticket> rows = external != null
                ? tickets.withExternalId(external)
                : switch (order) {
                    case "id" -> tickets.live();
                    case "updated_at" -> tickets.byUpdate();
                    case "status" -> tickets.byStatus();
                    case "created_at" -> tickets.byCreation();
                    default -> throw new Refusal(Replies.badPaging("sort is not valid"));
                };
        return page(call, external == null ? sort : "id", sort.startsWith("-") ? rows.descendingMap() : rows);
    }

    static FakeReply page(Call call, String order, NavigableMap<Place, Ticket> rows) {
        ObjectNode body = Paging.list(call, "tickets", order, rows, ticket -> ticket.render(call));
        TicketSideloads.add(call, body, body.path("tickets"));
        return Replies.json(200, body);
    }

    /** The two styles of paging have sorts of their own, and by cursor the other style's is ignored without a word. */
    private static String sort(Call call) {
        String sort = call.query(Paging.byCursor(call) ? "sort" : "sort_by");
        if (sort == null || sort.isEmpty()) {
            return "id";
        }
        if (!Paging.byCursor(call)) {
            boolean known = List.of("id", "updated_at", "created_at", "status").contains(sort);
            return (known && "desc".equals(call.query("sort_order")) ? "-" : "") + (known ? sort : "id");
        }
        if (!sort.matches("-?(id|updated_at|status)")) {
            throw new Refusal(Replies.badPaging("sort is not valid"));
        }
        return sort;
    }

    static FakeReply showMany(Call call) {
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("tickets");
        for (String id : call.many("ids")) {
            Ticket ticket = id.matches("\\d{1,18}") ? call.account().tickets.find(Long.parseLong(id)) : null;
            if (ticket != null) {
                shown.add(ticket.render(call));
            }
        }
        TicketSideloads.add(call, body, shown);
        body.putNull("next_page").putNull("previous_page");
        return Replies.json(200, body.put("count", shown.size()));
    }

    static FakeReply count(Call call) {
        ObjectNode count = Replies.object()
                .put("value", call.account().tickets.live().size())
                .put("refreshed_at", Values.stamp(call.now()));
        return Replies.json(200, Replies.wrap("count", count));
    }

    static FakeReply comments(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        String sort = call.query("sort");
        boolean byCursor = Paging.byCursor(call);
        boolean newestFirst = byCursor ? "-created_at".equals(sort) : "desc".equals(call.query("sort_order"));
        NavigableMap<Place, Comment> rows = placed(ticket.comments, Comment::id);
        String order = newestFirst ? "-created_at" : "created_at";
        Function<Comment, JsonNode> render = Comment::render;
        ObjectNode body = Paging.list(call, "comments", order, newestFirst ? rows.descendingMap() : rows, render);
        Sideloads.add(call, body, body.path("comments"));
        return Replies.json(200, body);
    }

    static FakeReply audits(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        return Paging.reply(call, "audits", placed(ticket.audits, Audit::id), Audit::render);
    }

    static FakeReply countComments(Call call) {
        return Rows.count(
                call, call.account().tickets.get(call.id("id")).comments.size());
    }

    static FakeReply countAudits(Call call) {
        return Rows.count(call, call.account().tickets.get(call.id("id")).audits.size());
    }

    static FakeReply audit(Call call) {
        long id = call.id("audit");
        for (Audit audit : call.account().tickets.get(call.id("id")).audits) {
            if (audit.id() == id) {
                return Replies.json(200, Replies.wrap("audit", audit.render()));
            }
        }
        return Replies.notFound();
    }

    /** What an agent says who has looked at a comment that might be forged. */
    static FakeReply trust(Call call) {
        FakeReply shown = audit(call);
        return shown.status() == 200 ? FakeReply.empty(204) : shown;
    }

    /** The audits of all tickets, the newest first; by cursor only. */
    static FakeReply allAudits(Call call) {
        NavigableMap<Place, Audit> all = call.account().tickets.events(false).descendingMap();
        return Replies.json(200, Paging.list(call, "audits", "-id", all, Audit::render));
    }

    static <T> NavigableMap<Place, T> placed(List<T> rows, Function<T, Long> id) {
        NavigableMap<Place, T> placed = new TreeMap<>();
        rows.forEach(row -> placed.put(new Place(0, id.apply(row)), row));
        return placed;
    }

    static FakeReply deleted(Call call) {
        NavigableMap<Place, Ticket> rows =
                SortBy.asked(call, call.account().tickets.deleted(), DELETED);
        return Paging.reply(call, "deleted_tickets", rows, TicketReads::deleted);
    }

    private static JsonNode deleted(Ticket ticket) {
        ObjectNode shown = Replies.object().put("id", ticket.id);
        shown.set("subject", ticket.value("subject"));
        Ticket.Deletion deletion = ticket.deletion;
        if (deletion != null) {
            shown.putObject("actor").put("id", deletion.actorId()).put("name", deletion.actorName());
            shown.put("deleted_at", Values.stamp(deletion.at()));
        }
        return shown.put("previous_state", ticket.status());
    }

    static FakeReply tags(Call call) {
        return Replies.json(200, tagsOf(call.account().tickets.get(call.id("id"))));
    }

    static ObjectNode tagsOf(Ticket ticket) {
        ObjectNode body = Replies.object();
        ArrayNode tags = body.putArray("tags");
        ticket.value("tags").forEach(tags::add);
        return body;
    }

    /** A map of everything about a ticket, for who tests. */
    static Map<String, @Nullable Object> everything(Call call, Ticket ticket) {
        ObjectNode shown = ticket.render(call);
        ArrayNode comments = shown.putArray("comments");
        ticket.comments.forEach(comment -> comments.add(comment.render()));
        return Values.fields(shown);
    }
}
