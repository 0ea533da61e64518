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

    static FakeReply requested(Call call) {
        call.account().users.get(call.id("id"));
        return TicketReads.page(call, "id", pointing(call, "requester_id"));
    }

    static FakeReply assigned(Call call) {
        call.account().users.get(call.id("id"));
        return TicketReads.page(call, "id", pointing(call, "assignee_id"));
    }

    static FakeReply copied(Call call) {
        call.account().users.get(call.id("id"));
        long id = call.id("id");
        return some(
                call, ticket -> holds(ticket.value("collaborator_ids"), id) || holds(ticket.value("email_cc_ids"), id));
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
        return TicketReads.page(call, "id", pointing(call, "organization_id"));
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

    /** Such as there were none of at the start. */
    private static FakeReply some(Call call, Predicate<Ticket> wanted) {
        Way none = new Way(Hits.none(), true);
        return TicketReads.page(call, "id", call.account().tickets.matching("none", wanted, none));
    }
}
