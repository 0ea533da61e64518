package dev.sallyport.pipeline;

import dev.sallyport.access.Grant;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Session;
import java.util.List;

/** A grant, checked against what the connector can do. */
record BoundGrant(Grant grant) implements Session {

    @Override
    public boolean masks(String resource, String field) {
        return grant.masks(resource, field);
    }

    @Override
    public boolean hasRules(String resource) {
        return !grant.rules(resource).isEmpty();
    }

    @Override
    public <T> Query<T> underRules(String resource, Query<T> query) {
        Query<T> narrowed = query;
        for (Filter<T> rule : this.<T>typed(resource)) {
            narrowed = narrowed.narrowedBy(rule);
        }
        return narrowed;
    }

    @Override
    public <T> boolean admits(String resource, T value) {
        return this.<T>typed(resource).stream().allMatch(rule -> isVisible(rule) && rule.test(value));
    }

    /** A masked field is empty in what was read, so that a rule on it cannot be checked and lets nothing through. */
    private boolean isVisible(Filter<?> rule) {
        return rule.comparisons()
                .noneMatch(part -> masks(part.field().resource(), part.field().name()));
    }

    /** A rule names its resource, so its filter is over that resource's record. */
    @SuppressWarnings("unchecked")
    private <T> List<Filter<T>> typed(String resource) {
        return (List<Filter<T>>) (List<?>) grant.rules(resource);
    }
}
