package dev.sallyport.effect;

import dev.sallyport.Ref;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write would have done, from a dry run. The change holds data: {@code toString} leaves it out.
 *
 * @param operation the operation's name
 * @param scope the scope that it needs
 * @param targetRecord the record that it would change; null for a create
 * @param cost quota units by limit
 * @param change each field with its value before (null if unknown or new) and after
 * @param warning what whoever approves it should know, in a sentence; null if there is nothing special
 */
public record Plan(
        String operation,
        String scope,
        @Nullable Ref targetRecord,
        Map<String, Integer> cost,
        Map<String, FieldChange> change,
        @Nullable String warning) {
    public Plan {
        cost = Map.copyOf(cost);
        change = Map.copyOf(change);
    }

    /**
     * One field's change.
     *
     * @param before the value before; null if there is none or it is not known
     * @param after the value after; null if it is cleared
     */
    public record FieldChange(
            @Nullable Object before, @Nullable Object after) {
        @Override
        public String toString() {
            return "FieldChange";
        }
    }

    /** What whoever approves it should know. */
    public Optional<String> caution() {
        return Optional.ofNullable(warning);
    }

    /** The record that it would change; empty for a create. */
    public Optional<Ref> target() {
        return Optional.ofNullable(targetRecord);
    }
}
