package dev.sallyport.salesforce;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Writes SOQL. Values are escaped as the SOQL and SOSL Reference says; names come from this connector's own tables. */
final class Soql {
    private final SObject object;
    private final RecordMapper<?> mapper;
    private final String operation;

    Soql(SObject object, RecordMapper<?> mapper, String operation) {
        this.object = object;
        this.mapper = mapper;
        this.operation = operation;
    }

    String select(List<String> fields, Query<?> query) {
        String where =
                query.filter().map(filter -> " WHERE " + condition(filter)).orElse("");
        // Without an order a walk may show a record twice or not at all.
        String order = query.sort()
                .map(sort -> " ORDER BY " + field(sort.field().name()) + (sort.ascending() ? " ASC" : " DESC") + ", Id")
                .orElse(" ORDER BY Id");
        return "SELECT " + String.join(", ", fields) + " FROM " + object.name() + where + order;
    }

    static String literal(Object value) {
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return "'" + escaped(value.toString()) + "'";
    }

    private String condition(Filter<?> filter) {
        if (filter instanceof Filter.AllOf<?> all) {
            return joined(all.parts(), " AND ");
        }
        if (filter instanceof Filter.AnyOf<?> any) {
            return joined(any.parts(), " OR ");
        }
        return comparison((Filter.Comparison<?, ?>) filter);
    }

    private String joined(List<? extends Filter<?>> parts, String with) {
        return parts.stream().map(this::condition).collect(Collectors.joining(with, "(", ")"));
    }

    private String comparison(Filter.Comparison<?, ?> part) {
        String field = field(part.field().name());
        return switch (part.operator()) {
            case IS -> field + " = " + literal(part.values().get(0));
            case IN ->
                field + " IN " + part.values().stream().map(Soql::literal).collect(Collectors.joining(", ", "(", ")"));
            case STARTS_WITH ->
                startable(field) + " LIKE '"
                        + escaped(part.values().get(0).toString())
                                .replace("%", "\\%")
                                .replace("_", "\\_") + "%'";
            case AT_LEAST -> field + " >= " + literal(part.values().get(0));
            case AT_MOST -> field + " <= " + literal(part.values().get(0));
            case IS_EMPTY -> field + " = null";
        };
    }

    private String startable(String field) {
        if (field.endsWith("Id")) {
            throw refused(ErrorCode.UNSUPPORTED, "Salesforce looks for whole ids only.");
        }
        return field;
    }

    private String field(String canonical) {
        String vendor = mapper.vendorField(canonical)
                .orElseThrow(
                        () -> refused(ErrorCode.UNSUPPORTED, "Salesforce cannot filter or sort by " + canonical + "."));
        if (!object.has(vendor)) {
            throw refused(
                    ErrorCode.DENIED_BY_VENDOR,
                    "The org does not show the field " + vendor + " of " + object.name()
                            + " to the connection's user.");
        }
        return vendor;
    }

    private RuntimeException refused(ErrorCode code, String advice) {
        return Failure.unsent(code, "salesforce", operation, advice).toException();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
