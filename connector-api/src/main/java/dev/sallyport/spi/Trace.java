package dev.sallyport.spi;

import dev.sallyport.Ref;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a write that is looked for; the same in the call that sent it and after a restart.
 *
 * @param stamp the mark that it carried
 * @param target the record that it changes; null for a create
 * @param firstClaimedAt when it was first about to be sent
 * @param fields the canonical names of its content
 * @param wanted whether a field was to get a value: the ledger holds no content, but can tell this one from others
 * @param base the version of the record on which it was conditional; null if it was not, or if that is not known
 */
public record Trace(
        String stamp,
        @Nullable Ref target,
        Instant firstClaimedAt,
        Set<String> fields,
        BiPredicate<String, @Nullable Object> wanted,
        @Nullable String base) {
    public Trace {
        fields = Set.copyOf(fields);
    }

    /** Whether the write was to give a field this value; null is nothing. */
    public boolean wanted(String field, @Nullable Object value) {
        return wanted.test(field, value);
    }

    /** The version of the record on which the write was conditional, as {@link AttemptContext#basedOn} was told. */
    public Optional<String> basedOn() {
        return Optional.ofNullable(base);
    }

    @Override
    public String toString() {
        return "Trace[" + target + "]";
    }
}
