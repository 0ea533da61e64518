package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.Ref;
import dev.sallyport.query.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something on the shelf. */
public record Item(
        Ref ref,
        @Nullable String name,
        @Nullable String note,
        @Nullable Long size,
        @Nullable Boolean active,
        @Nullable Kind kind,
        @Nullable Instant changedAt,
        Map<String, Object> fields) {
    /** The canonical resource. */
    public static final String RESOURCE = "shelf:item";

    /** The name. */
    public static final Field<Item, String> NAME = Field.of(RESOURCE, "name", String.class, Item::name);

    /** The note. */
    public static final Field<Item, String> NOTE = Field.of(RESOURCE, "note", String.class, Item::note);

    /** What kinds there are. */
    public enum Kind {
        /** To work with. */
        TOOL,
        /** To be built in. */
        PART
    }

    /** Refers to an item. */
    public static Ref ref(String id) {
        return new Ref("item", id);
    }

    @Override
    public String toString() {
        return "Item[" + ref + "]";
    }
}
