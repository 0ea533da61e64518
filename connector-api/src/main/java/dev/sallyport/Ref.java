package dev.sallyport;

/**
 * A reference to a record: its canonical resource and the vendor's id for it.
 *
 * @param resource the canonical resource, such as {@code contact}
 * @param id the vendor's id, never empty
 */
public record Ref(String resource, String id) {
    public Ref {
        if (resource.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a reference needs a resource and an id");
        }
    }

    @Override
    public String toString() {
        return resource + "/" + id;
    }
}
