package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of whole tickets: merged, called spam, brought back, gone for ever. */
final class TicketMoves {
    private TicketMoves() {}

    /** Sources are closed with a comment and a tag; what they were about goes on in the target. */
    static FakeReply merge(Call call) {
        Ticket target = call.account().tickets.get(call.id("id"));
        JsonNode asked = call.json();
        List<JsonNode> sources = new ArrayList<>();
        asked.path("ids").forEach(id -> sources.add(Replies.object().put("id", id.asLong(0))));
        if (sources.stream().anyMatch(source -> source.path("id").asLong(0) == target.id)) {
            throw new Refusal(Replies.invalidRecord("base", "A ticket cannot be merged into itself", "InvalidValue"));
        }
        if (target.closed()) {
            throw new Refusal(Replies.invalidRecord("status", "closed prevents ticket update", null));
        }
        return Jobs.run(call, "Ticket Merge", sources, source -> {
            Ticket merged = call.account().tickets.get(source.path("id").asLong(0));
            merged(call, merged, target, asked);
            return Jobs.done(merged.id, "merge", "Merged");
        });
    }

    private static void merged(Call call, Ticket source, Ticket target, JsonNode asked) {
        String subject = source.value("subject").asString("");
        String closing = asked.path("source_comment")
                .asString("This request was closed and merged into request #" + target.id + ".");
        ObjectNode closed = Replies.object().put("status", "closed");
        closed.putArray("additional_tags").add("closed_by_merge");
        closed.set("comment", comment(closing, asked.path("source_comment_is_public")));
        TicketWrites.updated(call, source, closed, true);
        String joining = asked.path("target_comment")
                .asString("Request #" + source.id + " \"" + subject + "\" was closed and merged into this request.");
        TicketWrites.updated(
                call, target, Replies.wrap("comment", comment(joining, asked.path("target_comment_is_public"))), true);
    }

    private static ObjectNode comment(String text, JsonNode isPublic) {
        return Replies.object().put("body", text).put("public", isPublic.asBoolean(true));
    }

    /** The ticket goes, and its requester is heard no more. */
    static FakeReply spam(Call call) {
        spam(call, call.account().tickets.get(call.id("id")));
        return Replies.json(200, Replies.object());
    }

    private static void spam(Call call, Ticket ticket) {
        ObjectNode requester =
                call.account().users.find(ticket.value("requester_id").asLong(0));
        if (requester != null && requester.path("role").asString("").equals("end-user")) {
            requester.put("suspended", true).put("updated_at", Values.stamp(call.now()));
            call.commit(
                    EffectKind.UPDATE,
                    "user",
                    requester.path("id").longValue(),
                    Replies.object().put("suspended", true));
        }
        TicketWrites.delete(call, ticket);
    }

    static FakeReply spamMany(Call call) {
        return Jobs.run(call, "Mark As Spam", Jobs.ids(call), payload -> {
            Ticket ticket = call.account().tickets.get(payload.path("id").asLong(0));
            spam(call, ticket);
            return Jobs.done(ticket.id, "update", "Updated");
        });
    }

    static FakeReply restoreMany(Call call) {
        for (String id : call.many("ids")) {
            TicketWrites.restore(call, Call.parse(id));
        }
        return Replies.json(200, Replies.object());
    }

    /** For ever; only tickets that were deleted before. */
    static FakeReply purge(Call call) {
        return purge(call, List.of(Replies.object().put("id", call.id("id"))));
    }

    static FakeReply purgeMany(Call call) {
        return purge(call, Jobs.ids(call));
    }

    private static FakeReply purge(Call call, List<JsonNode> ids) {
        TicketShelf tickets = call.account().tickets;
        if (ids.stream()
                .noneMatch(id ->
                        tickets.deleted().containsKey(new Place(0, id.path("id").asLong(0))))) {
            throw new Refusal(Replies.notFound());
        }
        return Jobs.run(call, "Permanently Delete Ticket", ids, payload -> {
            Ticket ticket =
                    tickets.deleted().get(new Place(0, payload.path("id").asLong(0)));
            if (ticket == null) {
                throw new Refusal(Replies.notFound());
            }
            tickets.purge(ticket);
            call.commit(EffectKind.DELETE, "deleted_ticket", ticket.id, Replies.object());
            return Replies.object().put("success", true);
        });
    }
}
