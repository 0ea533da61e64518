package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a HAVING clause into a test of groups. */
final class Having {
    private final Aggregates aggregates;
    private final Soql query;

    Having(Aggregates aggregates, Soql query) {
        this.aggregates = aggregates;
        this.query = query;
    }

    Predicate<List<Row>> test(Condition condition) {
        if (condition instanceof Soql.Not not) {
            return test(not.part()).negate();
        }
        if (condition instanceof Soql.Junction junction) {
            List<Predicate<List<Row>>> parts =
                    junction.parts().stream().map(this::test).toList();
            return junction.all()
                    ? rows -> parts.stream().allMatch(part -> part.test(rows))
                    : rows -> parts.stream().anyMatch(part -> part.test(rows));
        }
        return comparison((Soql.Comparison) condition);
    }

    private Predicate<List<Row>> comparison(Soql.Comparison comparison) {
        Soql.Name name = comparison.field();
        boolean aggregated = !name.function().isEmpty() && DateFunction.named(name.function()) == null;
        Soql.Selected of = aggregated
                ? new Soql.Aggregate(
                        name.function(), name.text().isEmpty() ? null : new Soql.Name(name.text(), name.column()), null)
                : new Soql.FieldName(name, null);
        if (!aggregated) {
            aggregates.requireGrouped(name, "Field");
        }
        Function<List<Row>, @Nullable Object> value = aggregates.value(of);
        Field field = aggregated
                ? Field.number(name.text(), FieldType.DOUBLE, 18, 2)
                : aggregates.column(name).field();
        ValueTest test = new ValueTest(query, comparison, field, LocalDate.EPOCH);
        return rows -> test.test(value.apply(rows));
    }
}
