package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of items, read well and badly. */
final class ShelfPages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ShelfHost host;

    ShelfPages(ShelfHost host) {
        this.host = host;
    }

    Attempt<Records.RawPage> at(Query<Item> query, @Nullable String cursor) {
        int size = query.pageSizeOr(100);
        if (cursor != null && host.is(Mutant.FOLLOWS_LINKS_ANYWHERE)) {
            return context -> page(JSON.readTree(Sloppy.send("GET", cursor, host.token(context))), size, cursor);
        }
        HttpRequest request = HttpRequest.get("/items").query("limit", String.valueOf(size));
        String name = query.filter().map(ShelfPages::name).orElse("");
        if (!name.isEmpty()) {
            request = request.query("name", name);
        }
        if (host.is(Mutant.PAGES_BY_OFFSET)) {
            request = request.query("offset", cursor == null ? "0" : cursor);
        } else if (host.is(Mutant.COUNTS_ITS_PLACE)) {
            request = request.query("skip", cursor == null ? "0" : cursor);
        } else if (cursor != null && !cursor.equals("more")) {
            request = request.query("after", cursor);
        }
        Attempt<Records.RawPage> good = host.json(request, reply -> page(reply, size, cursor));
        return context -> {
            try {
                return good.run(context);
            } catch (AttemptFailure failure) {
                if (failure.code() == ErrorCode.DENIED_BY_VENDOR && host.is(Mutant.TAKES_403_FOR_AN_EMPTY_LIST)) {
                    return new Records.RawPage(List.of(), null);
                }
                throw failure;
            }
        };
    }

    /** The vendor looks for whole names only. */
    private static String name(Filter<Item> filter) {
        if (filter instanceof Filter.Comparison<Item, ?> part
                && part.operator() == Filter.Operator.IS
                && part.field().equals(Item.NAME)) {
            return part.values().get(0).toString();
        }
        throw ShelfItems.unsupported("Items are found by their whole name only.");
    }

    private Records.RawPage page(JsonNode reply, int size, @Nullable String cursor) {
        if (!reply.path("items").isArray() && !host.is(Mutant.TAKES_NO_LIST_FOR_AN_EMPTY_ONE)) {
            throw new IllegalArgumentException("a page has items");
        }
        List<JsonNode> items = new ArrayList<>();
        reply.path("items").forEach(items::add);
        if (host.is(Mutant.SKIPS_BAD_RECORDS)) {
            items.removeIf(item -> !item.path("size").isNumber());
        }
        String next = next(reply, cursor, size, items.size());
        if (cursor != null && next == null && host.is(Mutant.DROPS_THE_LAST_PAGE)) {
            items.clear();
        }
        if (cursor != null && host.is(Mutant.REPEATS_A_PAGE)) {
            items.addAll(List.copyOf(items));
        }
        return new Records.RawPage(items, next);
    }

    private @Nullable String next(JsonNode reply, @Nullable String cursor, int size, int count) {
        String link = reply.path("next").asString("");
        if (host.is(Mutant.READS_THE_FIRST_PAGE_ONLY)) {
            return null;
        }
        if (host.is(Mutant.PAGES_BY_OFFSET) || host.is(Mutant.COUNTS_ITS_PLACE)) {
            return count < size ? null : String.valueOf((cursor == null ? 0 : Integer.parseInt(cursor)) + size);
        }
        if (link.isEmpty()) {
            return host.is(Mutant.TAKES_A_FULL_PAGE_FOR_MORE) && count == size ? "more" : null;
        }
        if (host.is(Mutant.FOLLOWS_LINKS_ANYWHERE)) {
            return link;
        }
        String after = link.replaceAll(".*[?&]after=([^&]*).*", "$1");
        if (after.equals(link)) {
            throw new IllegalArgumentException("a link without a place to go on from");
        }
        return after;
    }
}
