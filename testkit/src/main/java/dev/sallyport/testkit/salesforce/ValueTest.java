package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Comparison;
import dev.sallyport.testkit.salesforce.Soql.Literal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One comparison of a query, its values checked against the type of the field. */
final class ValueTest {
    private final Soql query;
    private final Comparison comparison;
    private final Field field;
    private final LocalDate today;
    private final Predicate<@Nullable Object> test;

    ValueTest(Soql query, Comparison comparison, Field field, LocalDate today) {
        this.query = query;
        this.comparison = comparison;
        this.field = field;
        this.today = today;
        this.test = build();
    }

    boolean test(@Nullable Object value) {
        return test.test(value);
    }

    private Predicate<@Nullable Object> build() {
        String operator = comparison.operator();
        if (!fits(operator)) {
            throw query.text()
                    .invalidField(
                            comparison.field().column(),
                            "invalid operator on " + field.type().wireName() + " field");
        }
        List<Predicate<@Nullable Object>> any = comparison.values().stream()
                .map(literal -> single(positive(operator), literal))
                .toList();
        Predicate<@Nullable Object> matched = value -> any.stream().anyMatch(part -> part.test(value));
        return operator.equals("!=") || operator.equals("NOT IN") || operator.equals("EXCLUDES")
                ? matched.negate()
                : matched;
    }

    private boolean fits(String operator) {
        return switch (operator) {
            case "LIKE" -> field.type().isText() && field.type() != FieldType.MULTIPICKLIST;
            case "INCLUDES", "EXCLUDES" -> field.type() == FieldType.MULTIPICKLIST;
            default -> true;
        };
    }

    private static String positive(String operator) {
        return switch (operator) {
            case "!=", "IN", "NOT IN" -> "=";
            case "EXCLUDES" -> "INCLUDES";
            default -> operator;
        };
    }

    private Predicate<@Nullable Object> single(String operator, Literal literal) {
        if (literal instanceof Soql.Null) {
            return operator.equals("=")
                    ? value -> value == null || (field.type() == FieldType.BOOLEAN && value.equals(false))
                    : value -> false;
        }
        if (literal instanceof Soql.Period period) {
            return period(operator, DatePeriods.span(period.name(), today));
        }
        if (operator.equals("LIKE") || operator.equals("INCLUDES")) {
            return textual(operator, literal);
        }
        Comparable<?> wanted = wanted(literal);
        return value -> {
            Comparable<?> held = comparable(value);
            return held != null && ordered(operator, compare(held, wanted));
        };
    }

    private Predicate<@Nullable Object> textual(String operator, Literal literal) {
        if (!(literal instanceof Soql.Text text)) {
            throw mustBe("string and should be enclosed in quotes");
        }
        if (operator.equals("LIKE")) {
            LikePattern pattern = new LikePattern(SoqlLiterals.unescaped(text.raw(), true));
            return value -> value != null && pattern.matches(value.toString());
        }
        List<String> wanted = Arrays.asList(SoqlLiterals.unescaped(text.raw(), false)
                .toLowerCase(Locale.ROOT)
                .split(";"));
        return value -> value != null
                && Arrays.asList(value.toString().toLowerCase(Locale.ROOT).split(";"))
                        .containsAll(wanted);
    }

    private Predicate<@Nullable Object> period(String operator, DatePeriods.Span span) {
        if (field.type() != FieldType.DATE && field.type() != FieldType.DATETIME) {
            throw mustBe(field.type().wireName());
        }
        return value -> {
            if (value == null) {
                return false;
            }
            LocalDate day =
                    value instanceof Instant instant ? LocalDate.ofInstant(instant, ZoneOffset.UTC) : (LocalDate) value;
            boolean before = day.isBefore(span.from());
            boolean after = !day.isBefore(span.until());
            return switch (operator) {
                case "=" -> !before && !after;
                case "<" -> before;
                case "<=" -> !after;
                case ">" -> after;
                default -> !before;
            };
        };
    }

    private Comparable<?> wanted(Literal literal) {
        FieldType type = field.type();
        if (type.isId()) {
            return id(literal);
        }
        if (type.isText() && literal instanceof Soql.Text text) {
            return SoqlLiterals.unescaped(text.raw(), false).toLowerCase(Locale.ROOT);
        }
        if (type == FieldType.BOOLEAN && literal instanceof Soql.Truth truth) {
            return truth.value();
        }
        if (type.isNumber() && literal instanceof Soql.Numeric number) {
            return number.value().doubleValue();
        }
        if (type == FieldType.DATE && literal instanceof Soql.Day day) {
            return day.value();
        }
        if (type == FieldType.DATETIME && literal instanceof Soql.Moment moment) {
            return moment.value();
        }
        String words = type.isText() ? "string and should be enclosed in quotes" : typeWord(type);
        throw mustBe(literal instanceof Soql.Text ? words + " and should not be enclosed in quotes" : words);
    }

    private String id(Literal literal) {
        String text = literal instanceof Soql.Text string ? SoqlLiterals.unescaped(string.raw(), false) : "";
        String id = Ids.normalized(text);
        if (id == null) {
            throw Refusal.of(400, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
        }
        return id;
    }

    private static String typeWord(FieldType type) {
        return type == FieldType.DATETIME ? "dateTime" : type.wireName();
    }

    private Refusal mustBe(String words) {
        return query.text()
                .invalidField(
                        comparison.field().column(),
                        "value of filter criterion for field '" + field.name() + "' must be of type " + words);
    }

    /** A value in the form in which it is compared and sorted; null stays null. */
    @Nullable
    Comparable<?> comparable(@Nullable Object value) {
        return comparable(field, value);
    }

    static @Nullable Comparable<?> comparable(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            return field.type().isId() ? text : text.toLowerCase(Locale.ROOT);
        }
        return (Comparable<?>) value;
    }

    /** Compares two values of the same type. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // both come from the same column
    static int compare(Comparable<?> one, Comparable<?> other) {
        return ((Comparable) one).compareTo(other);
    }

    private static boolean ordered(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
