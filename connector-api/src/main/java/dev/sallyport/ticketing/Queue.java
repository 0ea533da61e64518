package dev.sallyport.ticketing;

import dev.sallyport.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets wait for somebody: a group, a queue, a project. Immutable.
 *
 * @param ref the record
 * @param name its name
 */
public record Queue(Ref ref, @Nullable String name) {
    /** The canonical resource. */
    public static final String RESOURCE = "ticketing:queue";

    /** Refers to a queue by the vendor's id. */
    public static Ref ref(String id) {
        return new Ref("queue", id);
    }
}
