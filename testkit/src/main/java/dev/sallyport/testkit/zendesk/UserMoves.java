package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Many users at once, one user into another, and users who are gone. */
final class UserMoves {
    private UserMoves() {}

    static FakeReply createMany(Call call) {
        return Jobs.run(
                call,
                "Bulk Create User",
                Jobs.list(call.json().path("users")),
                payload -> Jobs.done(People.created(call, payload).path("id").longValue(), "create", "Created"));
    }

    static FakeReply createOrUpdateMany(Call call) {
        return Jobs.run(call, "Bulk Create User", Jobs.list(call.json().path("users")), payload -> {
            ObjectNode known = People.known(call.account(), payload);
            if (known == null) {
                return Jobs.done(People.created(call, payload).path("id").longValue(), "create", "Created");
            }
            People.updated(call, known, payload);
            return Jobs.done(known.path("id").longValue(), "update", "Updated");
        });
    }

    /** The same change to many, or one of its own to each. */
    static FakeReply updateMany(Call call) {
        return Jobs.run(call, "Bulk Update User", changes(call, "user"), payload -> {
            ObjectNode user = call.account().users.get(payload.path("id").asLong(0));
            People.updated(call, user, payload);
            return Jobs.done(user.path("id").longValue(), "update", "Updated");
        });
    }

    /** What a bulk update asks for, as one change with an id for each row. */
    static List<JsonNode> changes(Call call, String singular) {
        if (call.query("external_ids") != null) {
            return changes(call.body(singular), byExternalIds(call, singular));
        }
        if (call.query("ids") == null) {
            return Jobs.list(call.json().path(singular + "s"));
        }
        return changes(call.body(singular), call.many("ids"));
    }

    /** The ids behind external ones; 0 for one that nobody has. */
    private static List<String> byExternalIds(Call call, String singular) {
        Table table = singular.equals("user") ? call.account().users : call.account().organizations;
        List<String> ids = new ArrayList<>();
        for (String external : call.many("external_ids")) {
            ObjectNode row = Rows.byExternalId(table, external);
            ids.add(row == null ? "0" : row.path("id").asString());
        }
        return ids;
    }

    private static List<JsonNode> changes(JsonNode change, Collection<String> ids) {
        List<JsonNode> changes = new ArrayList<>();
        for (String id : ids) {
            ObjectNode each = Replies.object();
            change.properties().forEach(member -> each.set(member.getKey(), member.getValue()));
            changes.add(each.put("id", id));
        }
        return changes;
    }

    static FakeReply deleteMany(Call call) {
        return Jobs.run(call, "Bulk Delete User", Jobs.ids(call), payload -> {
            ObjectNode user = call.account().users.get(payload.path("id").asLong(0));
            People.deleted(call, user);
            return Jobs.done(user.path("id").longValue(), "delete", "Deleted");
        });
    }

    /** The user of the path goes into the one of the body, tickets and addresses too. */
    static FakeReply merge(Call call) {
        Account account = call.account();
        ObjectNode loser = account.users.get(call.id("id"));
        ObjectNode winner = account.users.get(call.body("user").path("id").asLong(0));
        if (winner.equals(loser) || !loser.path("role").asString("").equals("end-user")) {
            throw new Refusal(Replies.invalidRecord("base", "These users cannot be merged", "InvalidValue"));
        }
        long from = loser.path("id").longValue();
        long into = winner.path("id").longValue();
        List<String> addresses = new ArrayList<>();
        account.identities
                .pointing("user_id", from)
                .forEach(row -> addresses.add(row.path("value").asString("")));
        for (Ticket ticket :
                List.copyOf(account.tickets.pointing("requester_id", from).values())) {
            account.tickets.change(
                    ticket,
                    call.now(),
                    moving -> moving.set("requester_id", JsonNodeFactory.instance.numberNode(into)));
        }
        account.forgetEmails(from);
        loser.put("active", false).putNull("email").put("updated_at", Values.stamp(call.now()));
        account.users.retire(from);
        addresses.forEach(address -> account.alsoKnownAs(address, into, call.now()));
        winner.put("updated_at", Values.stamp(call.now()));
        call.commit(EffectKind.DELETE, "user", from, Replies.object().put("merged_into", into));
        call.commit(EffectKind.UPDATE, "user", into, Replies.object().put("merged", from));
        return Replies.json(200, Replies.wrap("user", People.render(call, winner)));
    }

    static FakeReply related(Call call) {
        call.account().users.get(call.id("id"));
        ObjectNode related = Replies.object()
                .put("assigned_tickets", many(call, "assignee_id"))
                .put("requested_tickets", many(call, "requester_id"))
                .put("ccd_tickets", 0)
                .put("organization_subscriptions", 0);
        return Replies.json(200, Replies.wrap("user_related", related));
    }

    private static int many(Call call, String pointer) {
        return TicketLists.pointing(call, pointer).size();
    }

    static FakeReply gone(Call call) {
        TreeMap<Place, ObjectNode> gone = new TreeMap<>();
        for (Map.Entry<Long, ObjectNode> user : call.account().users.retired().entrySet()) {
            gone.put(new Place(0, user.getKey()), user.getValue());
        }
        return Replies.json(200, Paging.list(call, "deleted_users", "id", gone, user -> People.render(call, user)));
    }

    static FakeReply oneGone(Call call) {
        return Replies.json(200, Replies.wrap("deleted_user", People.render(call, retired(call))));
    }

    private static ObjectNode retired(Call call) {
        ObjectNode user = call.account().users.retired().get(call.id("id"));
        if (user == null) {
            throw new Refusal(Replies.notFound());
        }
        return user;
    }

    /** For ever; tickets keep the id. */
    static FakeReply purge(Call call) {
        ObjectNode user = retired(call);
        long id = user.path("id").longValue();
        call.account().users.retired().remove(id);
        call.commit(EffectKind.DELETE, "deleted_user", id, Replies.object());
        return Replies.json(200, Replies.wrap("deleted_user", People.render(call, user)));
    }
}
