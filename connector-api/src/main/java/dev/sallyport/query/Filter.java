package dev.sallyport.query;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted. A filter is data: a connector translates it, and refuses what its system cannot do.
 * Values are data and stay out of {@code toString}. Immutable.
 *
 * @param <T> the record
 */
public sealed interface Filter<T> {

    /** Whether a record fits. Text compares without case, as the vendors do. */
    boolean test(T value);

    /** Every comparison in this filter. */
    Stream<Comparison<T, ?>> comparisons();

    /** Starts a comparison of a field. */
    static <T, V> Condition<T, V> where(Field<T, V> field) {
        return new Condition<>(field);
    }

    /** Both this and the other. */
    default Filter<T> and(Filter<T> other) {
        return new AllOf<>(List.of(this, other));
    }

    /** This or the other. */
    default Filter<T> or(Filter<T> other) {
        return new AnyOf<>(List.of(this, other));
    }

    /** How a field is compared. */
    enum Operator {
        /** Equal to the one value. */
        IS,
        /** Equal to one of the values. */
        IN,
        /** Text that starts with the value. */
        STARTS_WITH,
        /** At or after, equal to or more than. */
        AT_LEAST,
        /** At or before, equal to or less than. */
        AT_MOST,
        /** No value at all. */
        IS_EMPTY
    }

    /**
     * One field compared with values.
     *
     * @param field the field
     * @param operator how it is compared
     * @param values the values: one, several for {@link Operator#IN}, none for {@link Operator#IS_EMPTY}
     */
    record Comparison<T, V>(Field<T, V> field, Operator operator, List<V> values) implements Filter<T> {
        public Comparison {
            values = List.copyOf(values);
        }

        @Override
        public boolean test(T value) {
            @Nullable V actual = field.in(value);
            return switch (operator) {
                case IS_EMPTY -> actual == null || actual.toString().isEmpty();
                case IS, IN -> actual != null && values.stream().anyMatch(wanted -> same(wanted, actual));
                case STARTS_WITH -> actual != null && folded(actual).startsWith(folded(values.get(0)));
                case AT_LEAST -> actual != null && compare(actual, values.get(0)) >= 0;
                case AT_MOST -> actual != null && compare(actual, values.get(0)) <= 0;
            };
        }

        @Override
        public Stream<Comparison<T, ?>> comparisons() {
            return Stream.of(this);
        }

        @Override
        public String toString() {
            return field + " " + operator;
        }

        private static boolean same(Object wanted, Object actual) {
            return wanted instanceof String ? folded(wanted).equals(folded(actual)) : wanted.equals(actual);
        }

        private static String folded(Object text) {
            return text.toString().toLowerCase(Locale.ROOT);
        }

        @SuppressWarnings("unchecked")
        private static int compare(Object actual, Object bound) {
            return ((Comparable<Object>) actual).compareTo(bound);
        }
    }

    /**
     * All of the parts.
     *
     * @param parts at least one
     */
    record AllOf<T>(List<Filter<T>> parts) implements Filter<T> {
        public AllOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(T value) {
            return parts.stream().allMatch(part -> part.test(value));
        }

        @Override
        public Stream<Comparison<T, ?>> comparisons() {
            return parts.stream().flatMap(Filter::comparisons);
        }
    }

    /**
     * At least one of the parts.
     *
     * @param parts at least one
     */
    record AnyOf<T>(List<Filter<T>> parts) implements Filter<T> {
        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(T value) {
            return parts.stream().anyMatch(part -> part.test(value));
        }

        @Override
        public Stream<Comparison<T, ?>> comparisons() {
            return parts.stream().flatMap(Filter::comparisons);
        }
    }

    /** A field that waits for its comparison. */
    final class Condition<T, V> {
        private final Field<T, V> field;

        private Condition(Field<T, V> field) {
            this.field = Objects.requireNonNull(field, "field is null");
        }

        /** The field equals the value. */
        public Filter<T> is(V value) {
            return new Comparison<>(field, Operator.IS, List.of(value));
        }

        /** The field equals one of the values. */
        public Filter<T> in(List<V> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException(field + " in: give at least one value");
            }
            return new Comparison<>(field, Operator.IN, values);
        }

        /** The field's text starts with the value. */
        public Filter<T> startsWith(V value) {
            return new Comparison<>(field, Operator.STARTS_WITH, List.of(value));
        }

        /** The field is the value or more. */
        public Filter<T> atLeast(V value) {
            return new Comparison<>(field, Operator.AT_LEAST, List.of(value));
        }

        /** The field is the value or less. */
        public Filter<T> atMost(V value) {
            return new Comparison<>(field, Operator.AT_MOST, List.of(value));
        }

        /** The field has no value. */
        public Filter<T> isEmpty() {
            return new Comparison<>(field, Operator.IS_EMPTY, List.of());
        }
    }
}
