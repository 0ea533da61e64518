package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What tables of rows have in common on the wire: one, a list of some, how many, by ids, by the start of a name. */
final class Rows {
    private static final Map<String, Function<ObjectNode, String>> ORDERS = Map.of(
            "alphabetical", row -> row.path("title").asString("").toLowerCase(Locale.ROOT),
            "created_at", row -> row.path("created_at").asString(""),
            "updated_at", row -> row.path("updated_at").asString(""),
            "position", row -> String.format("%010d", row.path("position").asInt(0)));

    private Rows() {}

    static FakeReply one(Call call, Table table, String name, JsonNode row) {
        JsonNode shown = table.render(call, row);
        ObjectNode body = Replies.wrap(name, shown);
        Sideloads.add(call, body, List.of(shown));
        return Replies.json(200, body);
    }

    static FakeReply made(Call call, Table table, String name, JsonNode row) {
        JsonNode shown = table.render(call, row);
        return Replies.json(201, Replies.wrap(name, shown))
                .header("Location", shown.path("url").asString());
    }

    static NavigableMap<Place, ObjectNode> some(Table table, Predicate<ObjectNode> wanted) {
        NavigableMap<Place, ObjectNode> some = new TreeMap<>(table.walked());
        some.values().removeIf(wanted.negate());
        return some;
    }

    static FakeReply list(Call call, Table table, String name, Predicate<ObjectNode> wanted) {
        return listed(call, table, name, some(table, wanted));
    }

    /** Those that are active or not, if {@code active=} says which. */
    static Predicate<ObjectNode> active(Call call) {
        String active = call.query("active");
        return row -> active == null || active.equals(row.path("active").asString("true"));
    }

    /** Rows of which lists can be sorted by their title and their place. */
    static FakeReply ordered(Call call, Table table, String name, Predicate<ObjectNode> wanted) {
        return listed(call, table, name, SortBy.asked(call, some(table, wanted), ORDERS));
    }

    static FakeReply list(Call call, Table table, String name) {
        return listed(call, table, name, table.rows());
    }

    static FakeReply list(Call call, Table table, String name, NavigableMap<Place, ObjectNode> rows) {
        return listed(call, table, name, rows);
    }

    private static FakeReply listed(Call call, Table table, String name, NavigableMap<Place, ObjectNode> rows) {
        ObjectNode body = Paging.list(call, name, "id", rows, row -> table.render(call, row));
        Sideloads.add(call, body, body.path(name));
        return Replies.json(200, body);
    }

    /** The rows in a list of their own. */
    static FakeReply list(Call call, Table table, String name, List<ObjectNode> rows) {
        NavigableMap<Place, ObjectNode> placed = new TreeMap<>();
        rows.forEach(row -> placed.put(new Place(0, row.path("id").longValue()), row));
        return listed(call, table, name, placed);
    }

    static FakeReply count(Call call, long value) {
        ObjectNode count = Replies.object().put("value", value).put("refreshed_at", Values.stamp(call.now()));
        return Replies.json(200, Replies.wrap("count", count));
    }

    /** Those that are there of the ids, or external ids, that were asked for. */
    static FakeReply byIds(Call call, Table table, String name) {
        boolean external = call.query("external_ids") != null;
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray(name);
        for (String id : call.many(external ? "external_ids" : "ids")) {
            ObjectNode row = external ? byExternalId(table, id) : byId(table, id);
            if (row != null) {
                shown.add(table.render(call, row));
            }
        }
        Sideloads.add(call, body, shown);
        body.putNull("next_page").putNull("previous_page");
        return Replies.json(200, body.put("count", shown.size()));
    }

    static @Nullable ObjectNode byId(Table table, String id) {
        return id.matches("\\d{1,18}") ? table.find(Long.parseLong(id)) : null;
    }

    /** Matched without case. */
    static @Nullable ObjectNode byExternalId(Table table, @Nullable String external) {
        if (external == null) {
            return null;
        }
        List<ObjectNode> found = table.with("external_id", external);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Rows with a word in their name that begins like this; at least two characters are asked for. */
    static FakeReply autocomplete(Call call, Table table, String name) {
        String start = call.query("name");
        if (start == null || start.strip().length() < 2) {
            throw new Refusal(Replies.invalidAttribute("name", "at least 2 characters long"));
        }
        String word = start.strip() + "*";
        return list(
                call, table, name, row -> SearchWords.contain(row.path("name").asString(""), word));
    }

    /** The rows that point to the record that the path names. */
    static List<ObjectNode> pointing(Call call, Table table, String pointer) {
        return table.pointing(pointer, call.id("id"));
    }
}
