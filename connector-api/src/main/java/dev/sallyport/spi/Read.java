package dev.sallyport.spi;

import dev.sallyport.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading call.
 *
 * @param operation what kind
 * @param target the record; null for a search or list
 * @param fields qualified names of the canonical fields that it filters or sorts by
 * @param attempt one try
 */
public record Read<T>(Operation operation, @Nullable Ref target, List<String> fields, Attempt<T> attempt) {
    public Read {
        fields = List.copyOf(fields);
    }

    /** A read of one record, or of none in particular. */
    public static <T> Read<T> of(Operation operation, @Nullable Ref target, Attempt<T> attempt) {
        return new Read<>(operation, target, List.of(), attempt);
    }

    @Override
    public String toString() {
        return "Read[" + operation.name() + "]";
    }
}
