package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.world.Population;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tags of users and organizations, and how often each tag stands on tickets. */
final class TagLists {
    private TagLists() {}

    static FakeReply ofUser(Call call) {
        return shown(200, call.account().users.get(call.id("id")));
    }

    static FakeReply ofOrganization(Call call) {
        return shown(200, call.account().organizations.get(call.id("id")));
    }

    static FakeReply writeUser(Call call) {
        return write(call, call.account().users.get(call.id("id")), "user");
    }

    static FakeReply writeOrganization(Call call) {
        return write(call, call.account().organizations.get(call.id("id")), "organization");
    }

    /** POST sets, PUT adds, DELETE takes away. */
    private static FakeReply write(Call call, ObjectNode row, String resource) {
        TreeSet<String> tags = new TreeSet<>();
        if (!call.request().method().equals("POST")) {
            row.path("tags").forEach(tag -> tags.add(tag.asString()));
        }
        TreeSet<String> sent = new TreeSet<>(TicketDraft.tags(call.json().path("tags")));
        if (call.request().method().equals("DELETE")) {
            tags.removeAll(sent);
        } else {
            tags.addAll(sent);
        }
        ArrayNode kept = row.putArray("tags");
        tags.forEach(kept::add);
        row.put("updated_at", Values.stamp(call.now()));
        ObjectNode written = Replies.object();
        written.set("tags", kept);
        call.commit(EffectKind.UPDATE, resource, row.path("id").longValue(), written);
        return shown(call.request().method().equals("POST") ? 201 : 200, row);
    }

    private static FakeReply shown(int status, ObjectNode row) {
        ObjectNode body = Replies.object();
        ArrayNode tags = body.putArray("tags");
        row.path("tags").forEach(tags::add);
        return Replies.json(status, body);
    }

    private static Map<String, Integer> counted(Call call) {
        Map<String, Integer> counts = new TreeMap<>();
        TicketShelf tickets = call.account().tickets;
        TicketBase base = tickets.base();
        if (base != null) {
            for (String tag : Population.tags()) {
                counts.put(tag, (int) base.withTag(tag::equals).count());
            }
            tickets.touched().forEach(id -> count(base.ticket(id), -1, counts));
        }
        tickets.written().values().forEach(ticket -> count(ticket, 1, counts));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static void count(Ticket ticket, int times, Map<String, Integer> counts) {
        ticket.value("tags").forEach(tag -> counts.merge(tag.asString(), times, Integer::sum));
    }

    static FakeReply popular(Call call) {
        TreeMap<Place, Map.Entry<String, Integer>> placed = new TreeMap<>();
        long next = 0;
        for (Map.Entry<String, Integer> tag : counted(call).entrySet()) {
            placed.put(new Place(-tag.getValue(), ++next), tag);
        }
        return Replies.json(
                200,
                Paging.list(
                        call,
                        "tags",
                        "count",
                        placed,
                        tag -> Replies.object().put("name", tag.getKey()).put("count", tag.getValue())));
    }

    static FakeReply count(Call call) {
        return Rows.count(call, counted(call).size());
    }

    static FakeReply autocomplete(Call call) {
        String start = call.query("name");
        if (start == null || start.length() < 2) {
            throw new Refusal(Replies.invalidAttribute("name", "at least 2 characters long"));
        }
        ObjectNode body = Replies.object();
        ArrayNode tags = body.putArray("tags");
        counted(call).keySet().stream().filter(tag -> tag.startsWith(start)).forEach(tags::add);
        return Replies.json(200, body.put("count", tags.size()));
    }
}
