package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.NavigableMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tickets of somebody, and people and tickets of a ticket. */
final class TicketLists {
    private TicketLists() {}

    static FakeReply countAssigned(Call call) {
        call.account().users.get(call.id("id"));
        return Rows.count(call, pointing(call, "assignee_id").size());
    }

    static FakeReply countCopied(Call call) {
        call.account().users.get(call.id("id"));
        return Rows.count(call, copies(call, call.id("id")).size());
    }

    static FakeReply countOfOrganization(Call call) {
        call.account().organizations.get(call.id("id"));
        return Rows.count(call, pointing(call, "organization_id").size());
    }

    static FakeReply requested(Call call) {
        call.account().users.get(call.id("id"));
        return TicketReads.page(call, "id", sorted(call, pointing(call, "requester_id")));
    }

    static FakeReply assigned(Call call) {
        call.account().users.get(call.id("id"));
        return TicketReads.page(call, "id", sorted(call, pointing(call, "assignee_id")));
    }

    static FakeReply copied(Call call) {
        call.account().users.get(call.id("id"));
        return TicketReads.page(call, "id", sorted(call, copies(call, call.id("id"))));
    }

    /** Tickets in which somebody is copied in. */
    static NavigableMap<Place, Ticket> copies(Call call, long user) {
        return matching(
                call,
                ticket -> holds(ticket.value("collaborator_ids"), user) || holds(ticket.value("email_cc_ids"), user));
    }

    private static boolean holds(JsonNode list, long id) {
        for (JsonNode each : list) {
            if (each.asLong(0) == id) {
                return true;
            }
        }
        return false;
    }

    static FakeReply ofOrganization(Call call) {
        call.account().organizations.get(call.id("id"));
        return TicketReads.page(call, "id", sorted(call, pointing(call, "organization_id")));
    }

    static FakeReply incidents(Call call) {
        call.account().tickets.get(call.id("id"));
        return TicketReads.page(call, "id", pointing(call, "problem_id"));
    }

    static FakeReply problems(Call call) {
        return some(call, ticket -> ticket.value("type").asString("").equals("problem"));
    }

    static FakeReply collaborators(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        ObjectNode body = Replies.object();
        ArrayNode users = body.putArray("users");
        for (JsonNode id : ticket.value("collaborator_ids")) {
            ObjectNode user = call.account().users.find(id.asLong(0));
            if (user != null) {
                users.add(People.render(call, user));
            }
        }
        body.putNull("next_page").putNull("previous_page");
        return Replies.json(200, body.put("count", users.size()));
    }

    /** Tickets that point to what the path names. */
    static NavigableMap<Place, Ticket> pointing(Call call, String pointer) {
        return call.account().tickets.pointing(pointer, call.id("id"));
    }

    static NavigableMap<Place, Ticket> sorted(Call call, NavigableMap<Place, Ticket> rows) {
        return SortBy.asked(call, rows, SortBy.OF_TICKETS);
    }

    /** Such as there were none of at the start. */
    private static NavigableMap<Place, Ticket> matching(Call call, Predicate<Ticket> wanted) {
        Way none = new Way(Hits.none(), true);
        return call.account().tickets.matching("none", wanted, none);
    }

    private static FakeReply some(Call call, Predicate<Ticket> wanted) {
        return TicketReads.page(call, "id", sorted(call, matching(call, wanted)));
    }
}
