package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Comparison;
import dev.sallyport.testkit.salesforce.Soql.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Salesforce demands of {@code IN (SELECT …)}, before anything is looked for. */
final class SemiJoins {
    private static final int MOST = 2;

    private final Soql query;
    private final SObjectType type;
    private final SoqlRunner runner;

    SemiJoins(Soql query, SObjectType type, SoqlRunner runner) {
        this.query = query;
        this.type = type;
        this.runner = runner;
    }

    /** Refuses a condition whose nested queries are too many, or stand where they may not. */
    void check(@Nullable Condition where) {
        List<Comparison> nested = new ArrayList<>();
        collect(where, false, nested);
        if (nested.size() > MOST) {
            throw malformed("maximum 2 semi join sub-selects are allowed");
        }
        nested.forEach(this::check);
    }

    private void collect(@Nullable Condition condition, boolean either, List<Comparison> nested) {
        if (condition instanceof Soql.Not not) {
            collect(not.part(), either, nested);
        } else if (condition instanceof Soql.Junction junction) {
            junction.parts().forEach(part -> collect(part, either || !junction.all(), nested));
        } else if (condition instanceof Comparison comparison && comparison.subquery() != null) {
            if (either) {
                throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
            }
            nested.add(comparison);
        }
    }

    private void check(Comparison comparison) {
        Soql inner = comparison.subquery();
        if (inner == null) {
            return;
        }
        Field outer = runner.column(query, comparison.field(), type).field();
        if (!outer.type().isId()) {
            throw malformed(
                    "The left operand field in the where expression for outer query should be an id field, cannot use: '"
                            + comparison.field().text() + "'");
        }
        SObjectType innerType = runner.type(inner);
        if (innerType.name().equals(type.name())) {
            throw malformed("The inner and outer selects should not be on the same object type");
        }
        if (inner.limit() != null
                || !inner.orders().isEmpty()
                || inner.offset() > 0
                || !inner.groups().isEmpty()) {
            throw malformed("ORDER BY, LIMIT, OFFSET and GROUP BY are not allowed in semi join sub-selects");
        }
        if (holdsAnother(inner.where())) {
            throw malformed("Nesting of semi join sub-selects is not supported");
        }
        List<Column> columns = runner.columns(inner, innerType);
        if (columns.size() == 1 && !columns.get(0).field().type().isId()) {
            throw malformed("The selected field '" + columns.get(0).field().name()
                    + "' in the subquery and the left operand field in the where expression in the outer query '"
                    + comparison.field().text() + "' should point to the same object type");
        }
    }

    private static boolean holdsAnother(@Nullable Condition condition) {
        if (condition instanceof Soql.Not not) {
            return holdsAnother(not.part());
        }
        if (condition instanceof Soql.Junction junction) {
            return junction.parts().stream().anyMatch(SemiJoins::holdsAnother);
        }
        return condition instanceof Comparison comparison && comparison.subquery() != null;
    }

    private static Refusal malformed(String text) {
        return Refusal.of(400, "MALFORMED_QUERY", text);
    }
}
