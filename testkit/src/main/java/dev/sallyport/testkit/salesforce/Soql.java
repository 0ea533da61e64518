package dev.sallyport.testkit.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was written, before its names are looked up.
 *
 * @param text where errors point into
 * @param limit how many rows at most; null for all
 * @param onlyMine whether the scope is the caller's own records
 * @param forView whether the caller says that somebody looks at the records
 */
record Soql(
        SoqlText text,
        List<Selected> selected,
        Name from,
        @Nullable String alias,
        @Nullable Condition where,
        List<Name> groups,
        @Nullable Condition having,
        List<Order> orders,
        @Nullable Integer limit,
        int offset,
        boolean onlyMine,
        boolean forView) {

    /**
     * A field's or an object's name, dotted where it goes over relationships, and where it stands.
     *
     * @param function what is taken of the field, in capitals; empty for the field itself
     */
    record Name(String text, int column, String function) {
        Name(String text, int column) {
            this(text, column, "");
        }
    }

    /** What is selected or sorted by. */
    sealed interface Selected permits FieldName, Aggregate, AllFields, Children, TypeOf {}

    /**
     * A field.
     *
     * @param alias what it is called in the result; null for its own name
     */
    record FieldName(Name name, @Nullable String alias) implements Selected {}

    /** The records that point to the one selected; their object is named by the relationship. */
    record Children(Soql query) implements Selected {}

    /** Other fields for each object that a reference can point to. */
    record TypeOf(Name reference, List<Branch> branches, List<Name> otherwise) implements Selected {}

    /** The fields for one object. */
    record Branch(Name object, List<Name> fields) {}

    /**
     * A count, sum or the like.
     *
     * @param of what it is over; null for {@code COUNT()}
     */
    record Aggregate(
            String function, @Nullable Name of, @Nullable String alias) implements Selected {}

    /** All fields, all standard or all custom ones. */
    record AllFields(String which, int column) implements Selected {}

    /** A sort. */
    record Order(Selected by, boolean descending, boolean nullsLast) {}

    /** A condition on a row. */
    sealed interface Condition permits Junction, Not, Comparison {}

    /** All of these, or any of these. */
    record Junction(boolean all, List<Condition> parts) implements Condition {}

    /** Not this. */
    record Not(Condition part) implements Condition {}

    /**
     * A field against values.
     *
     * @param subquery where the values come from another query
     */
    record Comparison(
            Name field,
            String operator,
            List<Literal> values,
            @Nullable Soql subquery) implements Condition {}

    /** A value in a query. */
    sealed interface Literal permits Text, Numeric, Truth, Null, Day, Moment, Period {}

    /** A string with its escapes still in. */
    record Text(String raw) implements Literal {}

    /** A number. */
    record Numeric(BigDecimal value) implements Literal {}

    /** True or false. */
    record Truth(boolean value) implements Literal {}

    /** Nothing. */
    record Null() implements Literal {}

    /** A date. */
    record Day(LocalDate value) implements Literal {}

    /** A date and time. */
    record Moment(Instant value) implements Literal {}

    /** A named span of days such as {@code LAST_N_DAYS:7}. */
    record Period(String name) implements Literal {}
}
