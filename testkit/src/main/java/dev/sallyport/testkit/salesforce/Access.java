package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import dev.sallyport.testkit.salesforce.Soql.Comparison;
import dev.sallyport.testkit.salesforce.Soql.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the way into the base of a table that a query's condition leaves the fewest records to look at. */
final class Access {
    private final Soql query;
    private final SObjectType type;
    private final SoqlRunner runner;
    private final Base base;

    Access(Soql query, SObjectType type, SoqlRunner runner, Base base) {
        this.query = query;
        this.type = type;
        this.runner = runner;
        this.base = base;
    }

    Way to(@Nullable Condition condition) {
        if (condition == null) {
            return new Way(whole(), true);
        }
        Way way = indexed(condition);
        return way == null ? new Way(whole(), false) : way;
    }

    Hits.Range whole() {
        return new Hits.Range(0, base.size());
    }

    private @Nullable Way indexed(Condition condition) {
        if (condition instanceof Soql.Junction junction) {
            return junction.all() ? Way.together(each(junction.parts())) : Way.union(each(junction.parts()));
        }
        return condition instanceof Comparison comparison ? comparison(comparison) : null;
    }

    private List<@Nullable Way> each(List<Condition> parts) {
        List<@Nullable Way> ways = new ArrayList<>();
        parts.forEach(part -> ways.add(indexed(part)));
        return ways;
    }

    private @Nullable Way comparison(Comparison comparison) {
        Column column = runner.column(query, comparison.field(), type);
        if (!column.hops().isEmpty() || column.function() != null || comparison.subquery() != null) {
            return null;
        }
        Field field = column.field();
        if (field.type() == FieldType.DATETIME) {
            return moments(comparison, field);
        }
        List<String> keys = SoqlFilter.keys(comparison, field);
        if (keys == null) {
            return null;
        }
        if (field.type() == FieldType.ID) {
            return ids(comparison.operator(), keys);
        }
        return comparison.operator().equals("=") || comparison.operator().equals("IN") ? values(field, keys) : null;
    }

    private @Nullable Way values(Field field, List<String> keys) {
        List<@Nullable Way> ways = new ArrayList<>();
        for (String key : keys) {
            Hits hits = base.equal(field, key);
            ways.add(hits == null ? null : new Way(hits, base.exact(field)));
        }
        return ways.isEmpty() ? new Way(Hits.none(), true) : Way.union(ways);
    }

    private @Nullable Way ids(String operator, List<String> ids) {
        long[] numbers = ids.stream()
                .filter(id -> Ids.prefix(id + "   ").equals(type.prefix()))
                .mapToLong(id -> Ids.number(id) - 1)
                .filter(number -> number >= 0 && number < base.size())
                .toArray();
        if (operator.equals("=") || operator.equals("IN")) {
            return new Way(Hits.of(numbers), true);
        }
        if (numbers.length != 1) {
            return null;
        }
        return switch (operator) {
            case ">" -> new Way(new Hits.Range(numbers[0] + 1, base.size()), true);
            case ">=" -> new Way(new Hits.Range(numbers[0], base.size()), true);
            case "<" -> new Way(new Hits.Range(0, numbers[0]), true);
            case "<=" -> new Way(new Hits.Range(0, numbers[0] + 1), true);
            default -> null;
        };
    }

    private @Nullable Way moments(Comparison comparison, Field field) {
        if (comparison.values().size() != 1) {
            return null;
        }
        Soql.Literal literal = comparison.values().get(0);
        if (literal instanceof Soql.Moment moment) {
            return span(
                    comparison.operator(), field, moment.value(), moment.value().plusNanos(1));
        }
        if (literal instanceof Soql.Period period) {
            DatePeriods.Span span = DatePeriods.span(period.name(), runner.today());
            return span(comparison.operator(), field, start(span.from()), start(span.until()));
        }
        return null;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private @Nullable Way span(String operator, Field field, Instant from, Instant until) {
        Hits hits = switch (operator) {
            case "=" -> base.between(field, from, until);
            case "<" -> base.between(field, Instant.MIN, from);
            case "<=" -> base.between(field, Instant.MIN, until);
            case ">" -> base.between(field, until, Instant.MAX);
            case ">=" -> base.between(field, from, Instant.MAX);
            default -> null;
        };
        return hits == null ? null : new Way(hits, true);
    }
}
