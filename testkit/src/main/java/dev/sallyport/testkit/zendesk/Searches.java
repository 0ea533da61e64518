package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Search by pages with its cap, its count, and its export by cursor without one. */
final class Searches {
    private static final int CAP = 1_000;
    private static final int PAGE = 100;
    private static final Duration CURSOR_LIFE = Duration.ofHours(1);
    private static final Map<String, String> ORDERS = Map.of(
            "created", "created_at",
            "created_at", "created_at",
            "updated", "updated_at",
            "updated_at", "updated_at",
            "priority", "priority",
            "status", "status",
            "ticket_type", "type");
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    private Searches() {}

    /** A row that matches; of a ticket, what it is sorted by. */
    record Hit(String type, long id, JsonNode row) {}

    /** Rows that match, at least as many as are shown, and how many there are. */
    record Found(List<Hit> hits, long total) {}

    static Hit hit(Ticket ticket) {
        return new Hit("ticket", ticket.id, order(ticket));
    }

    private static String text(Call call) {
        String text = call.query("query");
        if (text == null) {
            throw new Refusal(Replies.error(422, "invalid", "Invalid search: query is missing"));
        }
        return text;
    }

    static FakeReply search(Call call) {
        if (Paging.byCursor(call)) {
            throw new Refusal(Replies.titled(400, "Invalid attribute", "page must be an integer"));
        }
        SearchQuery query = SearchQuery.parse(text(call));
        int page = Math.max(1, Paging.number(call, "page", 1));
        int size = Math.max(1, Math.min(PAGE, Paging.number(call, "per_page", PAGE)));
        long skip = (page - 1L) * size;
        if (skip >= CAP) {
            throw new Refusal(Replies.error(
                    422, "invalid", "Invalid search: Requested response size was greater than Search Response Limits"));
        }
        Found found = hits(call, query, (int) Math.min(CAP, skip + size));
        List<Hit> hits = found.hits();
        order(call, query, hits);
        ObjectNode body = Replies.object();
        ArrayNode results = body.putArray("results");
        int end = (int) Math.min(hits.size(), Math.min(CAP, skip + size));
        for (int index = (int) skip; index < end; index++) {
            results.add(render(call, hits.get(index)));
        }
        sideload(call, body, results);
        body.putNull("facets");
        return Replies.json(200, Paging.numbered(call, body, page, end < found.total(), (int) found.total()));
    }

    /** Rows of several kinds: what is wanted is said for each kind. */
    private static void sideload(Call call, ObjectNode body, ArrayNode results) {
        TicketSideloads.add(call, body, of("ticket", results), call.included("tickets"));
        Sideloads.add(call, body, of("user", results), call.included("users"));
        Sideloads.add(call, body, of("organization", results), call.included("organizations"));
    }

    private static List<JsonNode> of(String type, ArrayNode results) {
        return results.valueStream()
                .filter(row -> row.path("result_type").asString("").equals(type))
                .toList();
    }

    static FakeReply count(Call call) {
        long count = hits(call, SearchQuery.parse(text(call)), 0).total();
        return Replies.json(200, Replies.object().put("count", count));
    }

    private static Found hits(Call call, SearchQuery query, int needed) {
        Account account = call.account();
        List<Found> all = List.of(
                tickets(call, query, needed),
                rows(call, query, "user", account.users, 0, needed),
                rows(call, query, "group", account.groups, 0, needed),
                rows(call, query, "organization", account.organizations, 0, needed));
        List<Hit> hits = new ArrayList<>();
        all.forEach(found -> hits.addAll(found.hits()));
        return new Found(hits, all.stream().mapToLong(Found::total).sum());
    }

    private static Found tickets(Call call, SearchQuery query, int needed) {
        TicketShelf shelf = call.account().tickets;
        TicketBase base = shelf.base();
        if (base != null) {
            String asked = sort(call, query);
            return new LargeSearch(call, query, me(call), base)
                    .tickets(asked == null ? null : ORDERS.get(asked), descending(call, query), needed);
        }
        List<Hit> hits = new ArrayList<>();
        for (Ticket ticket : shelf.live().descendingMap().values()) {
            if (matches(call, query, ticket, me(call))) {
                hits.add(hit(ticket));
            }
        }
        return new Found(hits, hits.size());
    }

    private static String me(Call call) {
        return call.me().path("id").asString();
    }

    private static JsonNode order(Ticket ticket) {
        ObjectNode keys = Replies.object()
                .put("created_at", Values.stamp(ticket.createdAt))
                .put("updated_at", Values.stamp(ticket.updatedAt))
                .put("status", String.valueOf(Ticket.STATUSES.indexOf(ticket.status())))
                .put(
                        "priority",
                        String.valueOf(
                                1 + PRIORITIES.indexOf(ticket.value("priority").asString(""))));
        keys.set("type", ticket.value("type"));
        return keys;
    }

    /** What the index has of a ticket decides, perhaps old; what is shown is the ticket of now. */
    static boolean matches(Call call, SearchQuery query, Ticket ticket, String me) {
        return call.account()
                .tickets
                .indexed(ticket, call.now())
                .filter(image -> query.matches(new IndexedTicket(call.account(), image), me, call.now()))
                .isPresent();
    }

    /** Rows that match after an id, all of them or, where an index tells how many there are, as many as are needed. */
    private static Found rows(Call call, SearchQuery query, String type, Table table, long after, int needed) {
        String me = me(call);
        TicketBase base = call.account().tickets.base();
        List<Hit> hits = new ArrayList<>();
        long total = 0;
        if (base != null && table.base() != null) {
            String asked = sort(call, query);
            Found found = new LargeSearch(call, query, me, base)
                    .rows(
                            type,
                            table,
                            asked == null ? null : ORDERS.get(asked),
                            descending(call, query),
                            after,
                            needed);
            hits.addAll(found.hits());
            total = found.total() - hits.size();
        }
        for (ObjectNode row : table.kept().values()) {
            if (row.path("id").longValue() > after
                    && query.matches(new IndexedRow(call.account(), type, row), me, call.now())) {
                hits.add(new Hit(type, row.path("id").longValue(), row));
            }
        }
        return new Found(hits, total + hits.size());
    }

    private static void order(Call call, SearchQuery query, List<Hit> hits) {
        String asked = sort(call, query);
        String field = asked == null ? null : ORDERS.get(asked);
        if (field == null) {
            return;
        }
        Comparator<Hit> order =
                Comparator.comparing(hit -> hit.row().path(field).asString(""));
        hits.sort(descending(call, query) ? order.reversed() : order);
    }

    private static @Nullable String sort(Call call, SearchQuery query) {
        return call.query("sort_by") == null ? query.orderBy() : call.query("sort_by");
    }

    private static boolean descending(Call call, SearchQuery query) {
        return call.query("sort_order") == null ? query.descending() : !"asc".equals(call.query("sort_order"));
    }

    private static ObjectNode render(Call call, Hit hit) {
        Account account = call.account();
        ObjectNode shown = switch (hit.type()) {
            case "ticket" -> account.tickets.get(hit.id()).render(call);
            case "user" -> account.users.render(call, hit.row());
            case "group" -> account.groups.render(call, hit.row());
            default -> account.organizations.render(call, hit.row());
        };
        return shown.put("result_type", hit.type());
    }

    static FakeReply export(Call call) {
        String type = call.query("filter[type]");
        if (type == null || !Set.of("ticket", "user", "organization", "group").contains(type)) {
            throw new Refusal(Replies.titled(400, "Invalid attribute", "filter[type] is not valid"));
        }
        SearchQuery query = SearchQuery.parse(text(call));
        int size = Paging.number(call, "page[size]", PAGE);
        if (size < 1 || size > CAP) {
            throw new Refusal(Replies.badPaging("page[size] must be from 1 to " + CAP));
        }
        Place after = after(call);
        List<Map.Entry<Place, ObjectNode>> rows = type.equals("ticket")
                ? tickets(call, query, after, size + 1)
                : others(call, query, type, after, size + 1);
        boolean more = rows.size() > size;
        return Replies.json(200, exported(call, type, more ? rows.subList(0, size) : rows, more));
    }

    private static ObjectNode exported(Call call, String type, List<Map.Entry<Place, ObjectNode>> rows, boolean more) {
        ObjectNode body = Replies.object();
        ArrayNode results = body.putArray("results");
        rows.forEach(row -> results.add(row.getValue().put("result_type", type)));
        body.putNull("facets");
        ObjectNode meta = body.putObject("meta").put("has_more", more);
        ObjectNode links = body.putObject("links").putNull("prev");
        if (rows.isEmpty()) {
            meta.putNull("after_cursor").putNull("before_cursor");
            links.putNull("next");
            return body;
        }
        String until = String.valueOf(call.now().plus(CURSOR_LIFE).getEpochSecond());
        String cursor = Paging.cursor("export", rows.get(rows.size() - 1).getKey()) + "." + until;
        meta.put("after_cursor", cursor).putNull("before_cursor");
        links.put("next", call.link(Map.of("page[after]", cursor), Set.of()));
        return body;
    }

    private static @Nullable Place after(Call call) {
        String cursor = call.query("page[after]");
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        int dot = cursor.lastIndexOf('.');
        String until = cursor.substring(dot + 1);
        if (dot < 0
                || !until.matches("\\d{1,12}")
                || call.now().isAfter(Instant.ofEpochSecond(Long.parseLong(until)))) {
            throw new Refusal(Replies.badPaging("the cursor is not valid or has expired"));
        }
        return Paging.place("export", cursor.substring(0, dot));
    }

    private static List<Map.Entry<Place, ObjectNode>> tickets(
            Call call, SearchQuery query, @Nullable Place after, int most) {
        TicketBase base = call.account().tickets.base();
        if (base != null) {
            return new LargeSearch(call, query, me(call), base).created(after, most);
        }
        NavigableMap<Place, Ticket> all = call.account().tickets.byCreation();
        List<Map.Entry<Place, ObjectNode>> found = new ArrayList<>();
        String me = me(call);
        for (Map.Entry<Place, Ticket> row : (after == null ? all : all.tailMap(after, false)).entrySet()) {
            if (matches(call, query, row.getValue(), me)) {
                found.add(Map.entry(row.getKey(), row.getValue().render(call)));
                if (found.size() == most) {
                    break;
                }
            }
        }
        return found;
    }

    private static List<Map.Entry<Place, ObjectNode>> others(
            Call call, SearchQuery query, String type, @Nullable Place after, int most) {
        Account account = call.account();
        Table table = Objects.requireNonNull(
                Map.of("user", account.users, "group", account.groups, "organization", account.organizations)
                        .get(type));
        NavigableMap<Place, ObjectNode> found = new TreeMap<>();
        rows(call, query, type, table, after == null ? 0 : after.id(), most)
                .hits()
                .forEach(hit -> found.put(new Place(0, hit.id()), table.render(call, hit.row())));
        return Paging.take(found, most).rows();
    }

    static FakeReply users(Call call) {
        SearchQuery query = SearchQuery.parse(text(call));
        if (Paging.byCursor(call)) {
            throw new Refusal(Replies.titled(400, "Invalid attribute", "page must be an integer"));
        }
        Found users = rows(call, query, "user", call.account().users, 0, Paging.shown(call) + 1);
        NavigableMap<Place, ObjectNode> found = new TreeMap<>();
        users.hits().forEach(hit -> found.put(new Place(0, hit.id()), (ObjectNode) hit.row()));
        return Replies.json(
                200, Paging.numberedPage(call, "users", found, users.total(), row -> People.render(call, row)));
    }
}
