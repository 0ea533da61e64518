package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Name;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs queries for one caller. */
final class SoqlRunner {
    private static final int HIGHEST_OFFSET = 2_000;
    private static final int MOST_OF_ALL_FIELDS = 200;

    private final Store store;
    private final Caller caller;
    private final LocalDate today;
    private final boolean withDeleted;

    SoqlRunner(Store store, Caller caller, Instant now, boolean withDeleted) {
        this.store = store;
        this.caller = caller;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.withDeleted = withDeleted;
    }

    Store store() {
        return store;
    }

    Caller caller() {
        return caller;
    }

    LocalDate today() {
        return today;
    }

    SObjectType type(Soql query) {
        SObjectType type = caller.visible(store.schema(), query.from().text());
        if (type == null) {
            throw query.text().invalidType(query.from().column(), query.from().text());
        }
        return type;
    }

    Column column(Soql query, Name name, SObjectType type) {
        return Column.find(query, name, type, store.schema(), caller);
    }

    /** The selected columns, {@code FIELDS(…)} spelt out. */
    List<Column> columns(Soql query, SObjectType type) {
        List<Column> columns = new ArrayList<>();
        for (Soql.Selected selected : query.selected()) {
            if (selected instanceof Soql.FieldName field) {
                columns.add(plain(query, field, type));
            } else if (selected instanceof Soql.AllFields all) {
                columns.addAll(allFields(query, type, all));
            }
        }
        return columns;
    }

    /** A field that is selected outside groups. */
    Column plain(Soql query, Soql.FieldName field, SObjectType type) {
        if (field.alias() != null && field.name().function().isEmpty()) {
            throw query.text().malformed(field.name().column(), "only aggregate expressions use field aliasing");
        }
        if (DateFunction.named(field.name().function()) != null) {
            throw query.text()
                    .malformed(
                            field.name().column(),
                            "field must be grouped or aggregated: "
                                    + field.name().text());
        }
        return column(query, field.name(), type);
    }

    List<Column> allFields(Soql query, SObjectType type, Soql.AllFields all) {
        Integer limit = query.limit();
        if (!List.of("ALL", "STANDARD", "CUSTOM").contains(all.which())) {
            throw query.text().malformed(all.column(), "unexpected token: " + all.which());
        }
        if (!all.which().equals("STANDARD") && (limit == null || limit > MOST_OF_ALL_FIELDS)) {
            throw query.text().malformed(all.column(), "The SOQL FIELDS function must have a LIMIT of at most 200");
        }
        return type.fields().stream()
                .filter(field -> caller.user().sees(type, field))
                .filter(field -> all.which().equals("ALL")
                        || field.custom() == all.which().equals("CUSTOM"))
                .map(Column::of)
                .toList();
    }

    /** All rows that match, in order, cut to offset and limit. */
    List<Row> rows(Soql query, SObjectType type) {
        return store.table(type).base() == null
                ? cut(query, sorted(query, type, matching(query, type)))
                : cut(query, new BaseSearch(query, type, this).inOrder());
    }

    /** As {@link #rows}, among these only. */
    List<Row> rows(Soql query, SObjectType type, Collection<Row> among) {
        return cut(query, sorted(query, type, matching(query, type, among)));
    }

    /** All rows that match, as they come. */
    List<Row> matching(Soql query, SObjectType type) {
        return store.table(type).base() == null ? written(query, type) : new BaseSearch(query, type, this).inAnyOrder();
    }

    /** Those that match among what was written since the start. */
    List<Row> written(Soql query, SObjectType type) {
        Collection<Row> candidates = new SoqlFilter(query, type, this).candidates(query.where());
        return matching(query, type, candidates == null ? store.table(type).written() : candidates);
    }

    private List<Row> matching(Soql query, SObjectType type, Collection<Row> among) {
        Predicate<Row> test = test(query, type);
        List<Row> found = new ArrayList<>();
        for (Row row : among) {
            if (test.test(row)) {
                found.add(row);
            }
        }
        return found;
    }

    /** Whether a row belongs to the result. */
    Predicate<Row> test(Soql query, SObjectType type) {
        Soql.Condition where = query.where();
        new SemiJoins(query, type, this).check(where);
        Predicate<Row> test = where == null ? row -> true : new SoqlFilter(query, type, this).test(where);
        return row -> (withDeleted || !row.isDeleted())
                && (!query.onlyMine() || caller.userId().equals(row.get("OwnerId")))
                && test.test(row);
    }

    boolean withDeleted() {
        return withDeleted;
    }

    private List<Row> sorted(Soql query, SObjectType type, List<Row> rows) {
        Comparator<Row> order = order(query, type);
        if (order != null) {
            rows.sort(order);
        }
        return rows;
    }

    /** The order that the query asks for; null if it does not. */
    @Nullable
    Comparator<Row> order(Soql query, SObjectType type) {
        Comparator<Row> order = null;
        for (Soql.Order by : query.orders()) {
            Comparator<Row> next = comparator(query, type, by);
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    private Comparator<Row> comparator(Soql query, SObjectType type, Soql.Order by) {
        if (!(by.by() instanceof Soql.FieldName named)) {
            throw Refusal.of(400, "MALFORMED_QUERY", "only fields can be sorted by without GROUP BY");
        }
        Column column = column(query, named.name(), type);
        if (!column.field().filterable()) {
            throw query.text()
                    .invalidField(
                            named.name().column(),
                            "field '" + column.field().name() + "' can not be sorted in a query call");
        }
        return Comparator.comparing(row -> ValueTest.comparable(column.field(), column.value(row, store)), nulls(by));
    }

    /** Nulls come first, whichever way the sort goes, unless the query says otherwise. */
    static Comparator<@Nullable Comparable<?>> nulls(Soql.Order by) {
        Comparator<Comparable<?>> values =
                by.descending() ? (one, two) -> ValueTest.compare(two, one) : ValueTest::compare;
        return by.nullsLast() ? Comparator.nullsLast(values) : Comparator.nullsFirst(values);
    }

    static <T> List<T> cut(Soql query, List<T> rows) {
        if (query.offset() > HIGHEST_OFFSET) {
            throw Refusal.of(400, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
        }
        int from = Math.min(query.offset(), rows.size());
        Integer limit = query.limit();
        int until = limit == null ? rows.size() : (int) Math.min(rows.size(), (long) from + limit);
        return rows.subList(from, until);
    }

    /** The values of a query inside another. */
    Set<Object> values(Soql subquery) {
        SObjectType type = type(subquery);
        List<Column> columns = columns(subquery, type);
        if (columns.size() != 1) {
            throw Refusal.of(400, "MALFORMED_QUERY", "a nested query selects exactly one field");
        }
        return BaseSearch.bounded(rows(subquery, type)).stream()
                .map(row -> columns.get(0).value(row, store))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.toUnmodifiableSet());
    }
}
