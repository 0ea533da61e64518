package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Comparison;
import dev.sallyport.testkit.salesforce.Soql.Condition;
import dev.sallyport.testkit.salesforce.Soql.Literal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns the condition of a query into a test of rows, and finds the rows that need testing by index where it can. */
final class SoqlFilter {
    private final Soql query;
    private final SObjectType type;
    private final SoqlRunner runner;

    SoqlFilter(Soql query, SObjectType type, SoqlRunner runner) {
        this.query = query;
        this.type = type;
        this.runner = runner;
    }

    Predicate<Row> test(Condition condition) {
        if (condition instanceof Soql.Not not) {
            return test(not.part()).negate();
        }
        if (condition instanceof Soql.Junction junction) {
            List<Predicate<Row>> parts =
                    junction.parts().stream().map(this::test).toList();
            return junction.all()
                    ? row -> parts.stream().allMatch(part -> part.test(row))
                    : row -> parts.stream().anyMatch(part -> part.test(row));
        }
        return comparison((Comparison) condition);
    }

    private Predicate<Row> comparison(Comparison comparison) {
        Column column = runner.column(query, comparison.field(), type);
        if (!column.field().filterable()) {
            throw query.text()
                    .invalidField(
                            comparison.field().column(),
                            "field '" + column.field().name() + "' can not be filtered in a query call");
        }
        Store store = runner.store();
        Soql subquery = comparison.subquery();
        if (subquery != null) {
            Set<Object> values = runner.values(subquery);
            boolean in = comparison.operator().equals("IN");
            return row -> values.contains(String.valueOf(column.value(row, store))) == in;
        }
        ValueTest test = new ValueTest(query, comparison, column.field(), runner.today());
        return row -> test.test(column.value(row, store));
    }

    /** Written rows among which all that can match are; null where only a walk over them finds those. */
    @Nullable
    Set<Row> candidates(@Nullable Condition condition) {
        if (condition instanceof Soql.Junction junction) {
            return junction.all() ? smallest(junction) : union(junction);
        }
        return condition instanceof Comparison comparison ? byIndex(comparison) : null;
    }

    private @Nullable Set<Row> smallest(Soql.Junction junction) {
        Set<Row> smallest = null;
        for (Condition part : junction.parts()) {
            Set<Row> rows = candidates(part);
            if (rows != null && (smallest == null || rows.size() < smallest.size())) {
                smallest = rows;
            }
        }
        return smallest;
    }

    private @Nullable Set<Row> union(Soql.Junction junction) {
        Set<Row> all = new LinkedHashSet<>();
        for (Condition part : junction.parts()) {
            Set<Row> rows = candidates(part);
            if (rows == null) {
                return null;
            }
            all.addAll(rows);
        }
        return all;
    }

    private @Nullable Set<Row> byIndex(Comparison comparison) {
        Column column = runner.column(query, comparison.field(), type);
        Table table = runner.store().table(type);
        Field field = column.field();
        boolean byId = field.type() == FieldType.ID;
        if (!column.hops().isEmpty()
                || comparison.subquery() != null
                || !(comparison.operator().equals("=") || comparison.operator().equals("IN"))
                || !(byId || table.hasIndex(field.name()))) {
            return null;
        }
        List<String> keys = keys(comparison, field);
        if (keys == null) {
            return null;
        }
        Set<Row> rows = new LinkedHashSet<>();
        for (String key : keys) {
            Row row = byId ? table.writtenRow(key) : null;
            if (row != null) {
                rows.add(row);
            }
            if (!byId) {
                rows.addAll(table.writtenWith(field.name(), key));
            }
        }
        return rows;
    }

    /** The values of a comparison as they are looked up; null if one is not text. */
    static @Nullable List<String> keys(Comparison comparison, Field field) {
        List<String> keys = new ArrayList<>();
        for (Literal literal : comparison.values()) {
            if (!(literal instanceof Soql.Text text)) {
                return null;
            }
            String plain = SoqlLiterals.unescaped(text.raw(), false);
            String id = field.type().isId() ? Ids.normalized(plain) : plain;
            keys.add(id == null ? plain : id);
        }
        return keys;
    }
}
