package dev.sallyport.examples.inventory;

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
public record Item(
        Ref ref,
        @Nullable String code,
        @Nullable String name,
        @Nullable Long quantity,
        @Nullable Instant updatedAt) {
    /** The canonical resource. */
    public static final String RESOURCE = "inventory:item";

    /** The people's own number for it. */
    public static final Field<Item, String> CODE = Field.of(RESOURCE, "code", String.class, Item::code);

    /** The name. */
    public static final Field<Item, String> NAME = Field.of(RESOURCE, "name", String.class, Item::name);

    /** How many there are. */
    public static final Field<Item, Long> QUANTITY = Field.of(RESOURCE, "quantity", Long.class, Item::quantity);

    /** Refers to one by the system's id. */
    public static Ref ref(String id) {
        return new Ref("item", id);
    }

    /** The data stays out. */
    @Override
    public String toString() {
        return "Item[" + ref + "]";
    }
}
