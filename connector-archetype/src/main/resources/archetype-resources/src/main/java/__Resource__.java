package ${package};

import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the system keeps. Every component but {@code ref} may be missing. Immutable.
 *
 * @param ref the record
 * @param code the people's own number for it, of which there is one of each
 * @param name its name
 * @param quantity how many there are
 * @param updatedAt when it was last changed
 */
public record ${Resource}(
        Ref ref,
        @Nullable String code,
        @Nullable String name,
        @Nullable Long quantity,
        @Nullable Instant updatedAt) {
    /** The canonical resource. */
    public static final String RESOURCE = "${system}:${resource}";

    /** The people's own number for it. */
    public static final Field<${Resource}, String> CODE = Field.of(RESOURCE, "code", String.class, ${Resource}::code);

    /** The name. */
    public static final Field<${Resource}, String> NAME = Field.of(RESOURCE, "name", String.class, ${Resource}::name);

    /** How many there are. */
    public static final Field<${Resource}, Long> QUANTITY = Field.of(RESOURCE, "quantity", Long.class, ${Resource}::quantity);

    /** Refers to one by the system's id. */
    public static Ref ref(String id) {
        return new Ref("${resource}", id);
    }

    /** The data stays out. */
    @Override
    public String toString() {
        return "${Resource}[" + ref + "]";
    }
}
