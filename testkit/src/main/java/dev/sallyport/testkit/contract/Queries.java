package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connector;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Field;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters and sorts of one resource: each is right, or refused with nothing sent. */
final class Queries<C extends Connector, F, T> {
    private final Examination<C, F> x;
    private final Finding<C, T> finding;
    private final List<Field<T, ?>> fields;

    Queries(Examination<C, F> examination, Finding<C, T> finding, List<Field<T, ?>> fields) {
        x = examination;
        this.finding = finding;
        this.fields = List.copyOf(fields);
    }

    /** Finds records by a query. */
    @FunctionalInterface
    interface Finding<C, T> {
        Pages<T> find(C connector, Grant grant, Query<T> query);
    }

    void filters() {
        try (Trial<C, F> trial = x.trial()) {
            List<T> all = values(
                    finding.find(trial.connector(), EVERYTHING, Query.all()).first(200));
            int answered = 0;
            for (Field<T, ?> field : fields) {
                for (Filter<T> filter : filters(field, all)) {
                    answered += right(trial, filter, all) ? 1 : 0;
                }
            }
            Seen.Nothing.unless(answered > 0, "no filter is answered");
        }
    }

    private boolean right(Trial<C, F> trial, Filter<T> filter, List<T> all) {
        long before = trial.sent();
        Result result = trial.result(() ->
                finding.find(trial.connector(), EVERYTHING, Query.of(filter)).first(200));
        Set<String> expected = identities(all.stream().filter(filter::test).toList());
        if (expected.isEmpty() && result.is(ErrorCode.INVALID_INPUT)) {
            // Nothing fits it, and the vendor knows why: the value is none of its kind.
            return false;
        }
        if (refused(trial, result, before, "the filter " + filter)) {
            return false;
        }
        Set<String> found = identities(values(Deep.fetched(result.value())));
        Seen.unless(
                found.equals(expected),
                "the filter " + filter + " finds " + found.size() + " records, of which "
                        + expected.stream().filter(found::contains).count() + " are among the " + expected.size()
                        + " that fit it");
        return true;
    }

    private static boolean refused(Trial<?, ?> trial, Result result, long before, String what) {
        if (!result.is(ErrorCode.UNSUPPORTED)) {
            if (!result.succeeded()) {
                throw new Seen(what + " " + result.words(), result.error());
            }
            return false;
        }
        Seen.unless(trial.sent() == before, what + " is refused only after something was sent");
        return true;
    }

    private <V> List<Filter<T>> filters(Field<T, V> field, List<T> all) {
        List<V> held = all.stream()
                .map(field::in)
                .filter(Objects::nonNull)
                .distinct()
                .limit(2)
                .toList();
        List<Filter<T>> filters = new ArrayList<>();
        filters.add(Filter.where(field).isEmpty());
        for (V value : held) {
            filters.add(Filter.where(field).is(value));
            if (!(value instanceof String)) {
                // Which text comes first is a matter of the vendor's collation.
                filters.add(Filter.where(field).atLeast(value));
                filters.add(Filter.where(field).atMost(value));
            } else {
                String text = value.toString();
                filters.add(Filter.where(field).startsWith(start(field, text)));
                filters.add(Filter.where(field).is(start(field, text + "' OR ''='")));
                filters.add(Filter.where(field).startsWith(start(field, "%")));
                filters.add(Filter.where(field).is(start(field, "\" \\ %_*")));
            }
        }
        if (!held.isEmpty()) {
            filters.add(Filter.where(field).in(held));
        }
        filters.removeIf(filter -> !testable(filter, all));
        return filters;
    }

    private static <T, V> V start(Field<T, V> field, String text) {
        return field.type().cast(text.length() > 5 && !text.contains("'") ? text.substring(0, 5) : text);
    }

    /** An order of values that have none means nothing. */
    private boolean testable(Filter<T> filter, List<T> all) {
        try {
            all.forEach(filter::test);
            return true;
        } catch (ClassCastException noOrder) {
            return false;
        }
    }

    void sorts() {
        try (Trial<C, F> trial = x.trial()) {
            int answered = 0;
            for (Field<T, ?> field : fields) {
                for (boolean ascending : new boolean[] {true, false}) {
                    answered += sorted(trial, field, ascending) ? 1 : 0;
                }
            }
            Seen.Nothing.unless(answered > 0, "no sort is answered");
        }
    }

    private boolean sorted(Trial<C, F> trial, Field<T, ?> field, boolean ascending) {
        long before = trial.sent();
        String what = "the sort by " + field + (ascending ? "" : " downwards");
        Result result = trial.result(
                () -> finding.find(trial.connector(), EVERYTHING, Query.<T>all().orderBy(field, ascending))
                        .first(200));
        if (refused(trial, result, before, what)) {
            return false;
        }
        List<Comparable<Object>> order = values(Deep.fetched(result.value())).stream()
                .map(value -> comparable(field.in(value)))
                .filter(Objects::nonNull)
                .toList();
        for (int i = 1; i < order.size(); i++) {
            int step = order.get(i - 1).compareTo(order.get(i));
            Seen.unless(ascending ? step <= 0 : step >= 0, what + " gives another order");
        }
        return true;
    }

    @SuppressWarnings("unchecked") // values of one field are of one type
    private static @Nullable Comparable<Object> comparable(@Nullable Object value) {
        Object folded = value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
        return folded instanceof Comparable<?> one ? (Comparable<Object>) one : null;
    }

    @SuppressWarnings("unchecked") // find yields the resource's records
    private List<T> values(List<? extends Fetched<?>> records) {
        return records.stream().map(one -> (T) one.value()).toList();
    }

    private static Set<String> identities(List<?> values) {
        return values.stream().map(Deep::identity).collect(Collectors.toCollection(TreeSet::new));
    }
}
