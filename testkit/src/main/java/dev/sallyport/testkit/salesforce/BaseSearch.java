package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query over a table with a base. What an index leads to is taken from it, in the order of the result where that is
 * the index's own, and no further than the query's limit. What no index helps with looks at so many records, and then ends
 * as Salesforce ends it.
 */
final class BaseSearch {
    /** How many records of a base one query looks at. */
    static final int MOST_VISITED = 20_000;

    private enum Order {
        IDS,
        CHANGES,
        OTHER
    }

    private final Soql query;
    private final SoqlRunner runner;
    private final Table table;
    private final Base base;
    private final Way way;
    private final Predicate<Row> test;
    private final @Nullable Comparator<Row> comparator;
    private final List<Row> written;
    private int visited;

    BaseSearch(Soql query, SObjectType type, SoqlRunner runner) {
        this.query = query;
        this.runner = runner;
        this.table = runner.store().table(type);
        this.base = Objects.requireNonNull(table.base(), "base");
        this.way = new Access(query, type, runner, base).to(query.where());
        this.test = runner.test(query, type);
        this.comparator = Aggregates.areIn(query) ? null : runner.order(query, type);
        this.written = runner.written(query, type);
    }

    /** Refuses what only a walk over the rows of a large result could answer. */
    static List<Row> bounded(List<Row> rows) {
        if (rows instanceof Found && rows.size() > MOST_VISITED) {
            throw timeout();
        }
        return rows;
    }

    static Refusal timeout() {
        return Refusal.of(400, "QUERY_TIMEOUT", "Your query request was running for too long.");
    }

    List<Row> inAnyOrder() {
        return new Found(byNumber(false, Integer.MAX_VALUE), table, sorted(null), null);
    }

    /** The rows in the query's order; with a limit no more than it needs. */
    List<Row> inOrder() {
        int most = most();
        boolean last = !query.orders().isEmpty() && query.orders().get(0).descending();
        return switch (order()) {
            case IDS -> new Found(byNumber(last, most), table, sorted(comparator), comparator);
            case CHANGES -> {
                PrimitiveIterator.OfLong changes = changes(last);
                yield changes == null
                        ? materialized()
                        : new Found(collected(changes, most), table, sorted(comparator), comparator);
            }
            case OTHER -> materialized();
        };
    }

    private int most() {
        Integer limit = query.limit();
        return limit == null ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, (long) limit + query.offset());
    }

    /** Nothing in a base shares a moment, so what is sorted by after a time does not matter. */
    private Order order() {
        if (query.orders().isEmpty()) {
            return Order.IDS;
        }
        if (!(query.orders().get(0).by() instanceof Soql.FieldName by)) {
            return Order.OTHER;
        }
        Column column = runner.column(query, by.name(), table.type());
        if (!column.hops().isEmpty() || column.function() != null) {
            return Order.OTHER;
        }
        return switch (column.field().name()) {
            case "Id", "CreatedDate" -> Order.IDS;
            case "LastModifiedDate", "SystemModstamp" ->
                base.between(column.field(), Instant.MIN, Instant.MAX) instanceof Hits.Changes
                        ? Order.CHANGES
                        : Order.IDS;
            default -> Order.OTHER;
        };
    }

    /** What the way leads to by the time of the last change; null if its index does not tell that. */
    private PrimitiveIterator.@Nullable OfLong changes(boolean latestFirst) {
        if (way.hits() instanceof Hits.Changes changes) {
            return changes.byChange(latestFirst);
        }
        Field changed = Objects.requireNonNull(table.type().field("LastModifiedDate"));
        if (!(base.between(changed, Instant.MIN, Instant.MAX) instanceof Hits.Changes all)) {
            return null;
        }
        return way.hits() instanceof Hits.Range range && range.most() == base.size()
                ? all.byChange(latestFirst)
                : all.byChange(way.hits(), latestFirst);
    }

    private Found.Numbers byNumber(boolean largestFirst, int most) {
        if (way.hits() instanceof Hits.Range range) {
            return way.exact() && !query.onlyMine() && most == Integer.MAX_VALUE
                    ? new Found.Span(range, excluded(range), largestFirst)
                    : collected(largestFirst ? range.largestFirst() : range.byNumber(), most);
        }
        return collected(largestFirst ? way.hits().largestFirst() : way.hits().byNumber(), most);
    }

    private long[] excluded(Hits.Range range) {
        return LongStream.concat(
                        runner.withDeleted()
                                ? LongStream.empty()
                                : base.mayBeDeleted().filter(base::deleted),
                        table.touched())
                .filter(number -> number >= range.from() && number < range.until())
                .sorted()
                .distinct()
                .toArray();
    }

    /** The first ones that match. */
    private Found.Numbers collected(PrimitiveIterator.OfLong numbers, int most) {
        long[] found = new long[Math.min(most, 64)];
        int count = 0;
        while (count < most && numbers.hasNext()) {
            long number = numbers.nextLong();
            if (matches(number)) {
                found = count == found.length ? Found.grown(found) : found;
                found[count++] = number;
            }
        }
        return Found.Numbers.of(found, count);
    }

    private boolean matches(long number) {
        if (table.isTouched(number) || (!runner.withDeleted() && base.deleted(number))) {
            return false;
        }
        if (way.exact() && !query.onlyMine()) {
            return true;
        }
        if (++visited > MOST_VISITED) {
            throw timeout();
        }
        return test.test(base.row(number));
    }

    private List<Row> sorted(@Nullable Comparator<Row> order) {
        List<Row> rows = new ArrayList<>(written);
        rows.sort(order == null ? Comparator.comparing(Row::id) : order);
        return rows;
    }

    private List<Row> materialized() {
        Found.Numbers numbers = collected(way.hits().byNumber(), MOST_VISITED + 1);
        if (numbers.size() > MOST_VISITED) {
            throw timeout();
        }
        List<Row> rows = new ArrayList<>(written);
        for (int i = 0; i < numbers.size(); i++) {
            rows.add(base.row(numbers.get(i)));
        }
        if (comparator != null) {
            rows.sort(comparator);
        }
        return rows;
    }
}
