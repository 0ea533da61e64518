package dev.sallyport.http;

import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import java.util.List;
import java.util.stream.Collectors;

/** A query with its values as one text, the same for equal queries: to be hashed, never to be shown. */
final class Identity {
    private Identity() {}

    static String of(Query<?> query) {
        String filter = query.filter().map(Identity::of).orElse("all");
        String order = query.sort()
                .map(sort -> sort.field() + (sort.ascending() ? " up" : " down"))
                .orElse("as it comes");
        return filter + "\n" + order + "\n" + query.pageSizeOr(0);
    }

    private static String of(Filter<?> filter) {
        if (filter instanceof Filter.AllOf<?> all) {
            return "all" + joined(all.parts());
        }
        if (filter instanceof Filter.AnyOf<?> any) {
            return "any" + joined(any.parts());
        }
        Filter.Comparison<?, ?> one = (Filter.Comparison<?, ?>) filter;
        String values = one.values().stream()
                .map(value -> {
                    String text = String.valueOf(value);
                    return text.length() + ":" + text;
                })
                .collect(Collectors.joining(","));
        return one.field() + " " + one.operator() + " " + values;
    }

    private static String joined(List<? extends Filter<?>> parts) {
        return parts.stream().map(Identity::of).collect(Collectors.joining(";", "(", ")"));
    }
}
