package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tickets as the person sees them who asked: their own, with fewer keys, and only what is said in public. */
final class Requests {
    private static final List<String> SHOWN = List.of(
            "url",
            "id",
            "status",
            "priority",
            "type",
            "subject",
            "description",
            "organization_id",
            "via",
            "custom_fields",
            "requester_id",
            "collaborator_ids",
            "email_cc_ids",
            "is_public",
            "due_at",
            "created_at",
            "updated_at",
            "recipient",
            "followup_source_id",
            "assignee_id",
            "custom_status_id",
            "ticket_form_id",
            "group_id",
            "fields");

    private Requests() {}

    static FakeReply list(Call call) {
        String status = call.query("status");
        List<String> wanted = status == null ? Ticket.STATUSES : List.of(status.split(",", -1));
        return page(call, ticket -> isMine(call, ticket) && wanted.contains(ticket.status()));
    }

    static FakeReply open(Call call) {
        return page(
                call,
                ticket -> isMine(call, ticket) && !List.of("solved", "closed").contains(ticket.status()));
    }

    static FakeReply solved(Call call) {
        return page(
                call,
                ticket -> isMine(call, ticket) && List.of("solved", "closed").contains(ticket.status()));
    }

    /** Those in which the caller is copied in. */
    static FakeReply copied(Call call) {
        return page(call, TicketLists.copies(call, call.me().path("id").longValue()));
    }

    static FakeReply ofUser(Call call) {
        call.account().users.get(call.id("id"));
        return page(call, TicketLists.pointing(call, "requester_id"));
    }

    static FakeReply ofOrganization(Call call) {
        call.account().organizations.get(call.id("id"));
        return page(call, TicketLists.pointing(call, "organization_id"));
    }

    static FakeReply search(Call call) {
        String query = call.query("query");
        SearchQuery parsed = SearchQuery.parse(query == null ? "" : query);
        String me = call.me().path("id").asString();
        return page(
                call,
                ticket -> isMine(call, ticket)
                        && call.account()
                                .tickets
                                .indexed(ticket, call.now())
                                .filter(image ->
                                        parsed.matches(new IndexedTicket(call.account(), image), me, call.now()))
                                .isPresent());
    }

    private static FakeReply page(Call call, Predicate<Ticket> wanted) {
        long me = call.me().path("id").longValue();
        return page(call, TicketShelf.matching(call.account().tickets.pointing("requester_id", me), wanted));
    }

    private static FakeReply page(Call call, NavigableMap<Place, Ticket> rows) {
        ObjectNode body =
                Paging.list(call, "requests", "id", TicketLists.sorted(call, rows), ticket -> render(call, ticket));
        Sideloads.add(call, body, body.path("requests"));
        return Replies.json(200, body);
    }

    private static boolean isMine(Call call, Ticket ticket) {
        return ticket.value("requester_id").asLong(0) == call.me().path("id").longValue();
    }

    private static ObjectNode render(Call call, Ticket ticket) {
        ObjectNode whole = ticket.render(call);
        ObjectNode shown = Replies.object();
        SHOWN.forEach(name -> {
            if (whole.has(name)) {
                shown.set(name, whole.path(name));
            } else {
                shown.putNull(name);
            }
        });
        return shown.put("url", call.root() + "/api/v2/requests/" + ticket.id + ".json")
                .put("solved", List.of("solved", "closed").contains(ticket.status()))
                .put("can_be_solved_by_me", ticket.value("assignee_id").isNumber() && !ticket.closed());
    }

    static FakeReply get(Call call) {
        return Replies.json(200, Replies.wrap("request", render(call, seen(call))));
    }

    /** End users see their own only. */
    private static Ticket seen(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        boolean agent = call.account().isAgent(call.me().path("id").longValue());
        if (!agent && !isMine(call, ticket)) {
            throw new Refusal(Replies.notFound());
        }
        return ticket;
    }

    static FakeReply create(Call call) {
        Ticket ticket = TicketWrites.created(call, call.body("request"));
        return Replies.json(201, Replies.wrap("request", render(call, ticket)))
                .header("Location", call.root() + "/api/v2/requests/" + ticket.id + ".json");
    }

    /** A comment, which is always public, or that it is solved. */
    static FakeReply update(Call call) {
        Ticket ticket = seen(call);
        JsonNode payload = call.body("request");
        ObjectNode change = Replies.object();
        if (payload.has("comment")) {
            ObjectNode comment = payload.path("comment").isObject()
                    ? (ObjectNode) payload.path("comment").deepCopy()
                    : Replies.object().put("body", payload.path("comment").asString(""));
            change.set("comment", comment.put("public", true));
        }
        if (payload.path("solved").asBoolean(false)) {
            change.put("status", "solved");
        }
        TicketWrites.updated(call, ticket, change, true);
        return get(call);
    }

    static FakeReply comments(Call call) {
        Ticket ticket = seen(call);
        List<Comment> open = ticket.comments.stream().filter(Comment::visible).toList();
        ObjectNode body =
                Paging.list(call, "comments", "created_at", TicketReads.placed(open, Comment::id), Comment::render);
        body.putArray("users");
        body.putArray("organizations");
        return Replies.json(200, body);
    }

    private static @Nullable JsonNode comment(Call call) {
        long id = call.id("comment");
        return seen(call).comments.stream()
                .filter(comment -> comment.visible() && comment.id() == id)
                .findFirst()
                .map(Comment::render)
                .orElse(null);
    }

    static FakeReply oneComment(Call call) {
        JsonNode comment = comment(call);
        return comment == null ? Replies.notFound() : Replies.json(200, Replies.wrap("comment", comment));
    }
}
