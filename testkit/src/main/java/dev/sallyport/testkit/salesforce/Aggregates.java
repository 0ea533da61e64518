package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs queries that count, sum or group. */
final class Aggregates {
    private final SoqlRunner runner;
    private final Soql query;
    private final SObjectType type;

    Aggregates(SoqlRunner runner, Soql query) {
        this.runner = runner;
        this.query = query;
        this.type = runner.type(query);
    }

    static boolean areIn(Soql query) {
        return !query.groups().isEmpty()
                || query.selected().stream().anyMatch(selected -> selected instanceof Soql.Aggregate);
    }

    /** Whether it is a bare {@code SELECT COUNT()}, which is answered without records. */
    static boolean isBareCount(Soql query) {
        return query.selected().size() == 1
                && query.selected().get(0) instanceof Soql.Aggregate aggregate
                && aggregate.function().equals("COUNT")
                && aggregate.of() == null;
    }

    int count() {
        if (!query.orders().isEmpty() || !query.groups().isEmpty()) {
            throw Refusal.of(400, "MALFORMED_QUERY", "COUNT() cannot be used with ORDER BY or GROUP BY");
        }
        return SoqlRunner.cut(query, runner.matching(query, type)).size();
    }

    List<JsonNode> records() {
        List<Column> keys = query.groups().stream()
                .map(name -> groupable(name, runner.column(query, name, type)))
                .toList();
        Map<List<@Nullable Object>, List<Row>> groups = new LinkedHashMap<>();
        List<Row> matching = runner.matching(query, type);
        boolean counted = keys.isEmpty()
                && query.having() == null
                && query.selected().stream().allMatch(this::countsIds);
        if (keys.isEmpty()) {
            groups.put(List.of(), counted ? matching : new ArrayList<>());
        }
        for (Row row : counted ? List.<Row>of() : BaseSearch.bounded(matching)) {
            List<@Nullable Object> key = new ArrayList<>();
            keys.forEach(column -> key.add(ValueTest.comparable(column.field(), column.value(row, runner.store()))));
            groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
        }
        List<List<Row>> kept = new ArrayList<>(groups.values());
        Soql.Condition having = query.having();
        if (having != null) {
            kept.removeIf(Predicate.not(new Having(this, query).test(having)));
        }
        List<List<Row>> sorted = sorted(kept);
        List<Map.Entry<String, Function<List<Row>, @Nullable Object>>> columns = columns(keys);
        return SoqlRunner.cut(query, sorted).stream()
                .map(rows -> record(columns, rows))
                .toList();
    }

    /** What needs no record, only how many there are. */
    private boolean countsIds(Soql.Selected selected) {
        return selected instanceof Soql.Aggregate aggregate
                && aggregate.function().equals("COUNT")
                && (aggregate.of() == null || isId(aggregate.of()));
    }

    private boolean isId(Soql.Name of) {
        Column column = runner.column(query, of, type);
        return column.hops().isEmpty() && column.field().type() == FieldType.ID;
    }

    private static JsonNode record(
            List<Map.Entry<String, Function<List<Row>, @Nullable Object>>> columns, List<Row> rows) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("attributes").put("type", "AggregateResult");
        columns.forEach(column ->
                record.set(column.getKey(), WireValues.json(column.getValue().apply(rows))));
        return record;
    }

    private List<Map.Entry<String, Function<List<Row>, @Nullable Object>>> columns(List<Column> keys) {
        List<Map.Entry<String, Function<List<Row>, @Nullable Object>>> columns = new ArrayList<>();
        int unnamed = 0;
        for (Soql.Selected selected : query.selected()) {
            String name;
            if (selected instanceof Soql.Aggregate aggregate) {
                String alias = aggregate.alias();
                name = alias == null ? "expr" + unnamed++ : alias;
            } else if (selected instanceof Soql.FieldName field) {
                Column column = runner.column(query, field.name(), type);
                if (!keys.contains(column)) {
                    throw query.text()
                            .malformed(
                                    field.name().column(),
                                    "Field must be grouped or aggregated: "
                                            + field.name().text());
                }
                String alias = field.alias();
                name = alias != null
                        ? alias
                        : column.function() == null ? column.field().name() : "expr" + unnamed++;
            } else {
                throw Refusal.of(400, "MALFORMED_QUERY", "FIELDS() cannot be grouped");
            }
            columns.add(Map.entry(name, value(selected)));
        }
        return columns;
    }

    /** How a selected thing is worked out for a group. */
    Function<List<Row>, @Nullable Object> value(Soql.Selected selected) {
        if (selected instanceof Soql.FieldName field) {
            Column column = runner.column(query, field.name(), type);
            return rows -> rows.isEmpty() ? null : column.value(rows.get(0), runner.store());
        }
        if (!(selected instanceof Soql.Aggregate aggregate)) {
            throw Refusal.of(400, "MALFORMED_QUERY", "FIELDS() cannot be grouped");
        }
        Soql.Name of = aggregate.of();
        if (of == null || countsIds(aggregate)) {
            return List::size;
        }
        Column column = runner.column(query, of, type);
        boolean sums =
                aggregate.function().equals("SUM") || aggregate.function().equals("AVG");
        if (!column.field().filterable() || (sums && !column.field().type().isNumber())) {
            throw query.text()
                    .malformed(
                            of.column(),
                            "field " + column.field().name() + " does not support aggregate operator "
                                    + aggregate.function());
        }
        return rows -> result(aggregate.function(), column, rows);
    }

    private @Nullable Object result(String function, Column column, List<Row> rows) {
        List<Object> values = rows.stream()
                .map(row -> column.value(row, runner.store()))
                .filter(Objects::nonNull)
                .toList();
        Comparator<Object> order = Comparator.comparing(
                value -> Objects.requireNonNull(ValueTest.comparable(column.field(), value)), ValueTest::compare);
        return switch (function) {
            case "COUNT" -> values.size();
            case "COUNT_DISTINCT" ->
                (int) values.stream()
                        .map(value -> ValueTest.comparable(column.field(), value))
                        .distinct()
                        .count();
            case "MIN" -> values.stream().min(order).orElse(null);
            case "MAX" -> values.stream().max(order).orElse(null);
            case "SUM" -> values.isEmpty() ? null : numbers(values).sum();
            default -> values.isEmpty() ? null : numbers(values).average().orElse(0);
        };
    }

    private static DoubleStream numbers(List<Object> values) {
        return values.stream().mapToDouble(value -> ((Number) value).doubleValue());
    }

    private List<List<Row>> sorted(List<List<Row>> groups) {
        Comparator<List<Row>> order = null;
        for (Soql.Order by : query.orders()) {
            Soql.Selected selected = aliased(by.by());
            if (selected instanceof Soql.FieldName named) {
                requireGrouped(named.name(), "Ordered field");
            }
            Function<List<Row>, @Nullable Object> value = value(selected);
            Field plain = Field.text("", 0);
            Comparator<List<Row>> next =
                    Comparator.comparing(rows -> ValueTest.comparable(plain, value.apply(rows)), SoqlRunner.nulls(by));
            order = order == null ? next : order.thenComparing(next);
        }
        if (order != null) {
            groups.sort(order);
        }
        return groups;
    }

    void requireGrouped(Soql.Name name, String what) {
        Column column = runner.column(query, name, type);
        boolean grouped = query.groups().stream()
                .anyMatch(group -> runner.column(query, group, type).equals(column));
        if (!grouped) {
            throw query.text().malformed(name.column(), what + " must be grouped or aggregated: " + name.text());
        }
    }

    /** An alias stands for what it names. */
    private Soql.Selected aliased(Soql.Selected by) {
        if (by instanceof Soql.FieldName named) {
            for (Soql.Selected selected : query.selected()) {
                String alias = selected instanceof Soql.Aggregate aggregate
                        ? aggregate.alias()
                        : selected instanceof Soql.FieldName field ? field.alias() : null;
                if (named.name().text().equalsIgnoreCase(alias)) {
                    return selected;
                }
            }
        }
        return by;
    }

    Column column(Soql.Name name) {
        return runner.column(query, name, type);
    }

    private Column groupable(Soql.Name name, Column column) {
        if (!column.field().groupable()) {
            throw query.text()
                    .malformed(
                            name.column(), "field '" + column.field().name() + "' can not be grouped in a query call");
        }
        return column;
    }
}
