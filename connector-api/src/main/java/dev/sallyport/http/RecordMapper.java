package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.quality.Finding;
import dev.sallyport.spi.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a vendor's JSON into a typed record with findings, masked fields taken out first: what is not there can be in
 * neither value, raw nor findings. Immutable and thread-safe.
 *
 * @param <T> the record
 */
public final class RecordMapper<T> {
    private final String resource;
    private final Map<String, List<String>> carriers;
    private final Mapping<T> mapping;
    private final Set<String> mapped;

    /** Maps one record. */
    @FunctionalInterface
    public interface Mapping<T> {
        /** The typed record; what is wrong with a field is noted by the reader, and never fails the record. */
        T map(JsonRecord json);
    }

    private RecordMapper(String resource, Map<String, List<String>> carriers, Mapping<T> mapping) {
        this.resource = resource;
        this.carriers = Map.copyOf(carriers);
        this.mapping = mapping;
        this.mapped = carriers.values().stream()
                .flatMap(List::stream)
                .map(path -> path.split("/", -1)[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A mapper for a resource, such as {@code crm:contact}. {@code carriers} names, for each canonical field, every vendor
     * field that carries it: a property, or {@code property/part} for one part of a compound. The first is the one that is
     * written and queried. A name such as {@code crm:user:email} stands for another resource's field that is carried here too.
     */
    public static <T> RecordMapper<T> of(String resource, Map<String, List<String>> carriers, Mapping<T> mapping) {
        return new RecordMapper<>(resource, carriers, mapping);
    }

    /** Maps one record under a grant. */
    public Fetched<T> map(Session session, JsonNode json, Optional<String> version) {
        ObjectNode object = json instanceof ObjectNode node ? node : JsonNodeFactory.instance.objectNode();
        Set<String> masked = masked(session, object);
        masked.forEach(path -> remove(object, path));
        List<Finding> findings = new ArrayList<>();
        T value = mapping.map(new JsonRecord(object, findings, masked, mapped));
        return new Fetched<>(value, findings, version.orElse(null), new RawValues(object));
    }

    private Set<String> masked(Session session, ObjectNode object) {
        Set<String> masked = new HashSet<>();
        carriers.forEach((canonical, paths) -> {
            if (isMasked(session, canonical)) {
                masked.addAll(paths);
            }
        });
        for (String property : object.propertyNames()) {
            if (isMaskedByName(session, property)) {
                masked.add(property);
            }
        }
        return masked;
    }

    /** The vendor's field for a canonical one; empty if the vendor has none. */
    public Optional<String> vendorField(String canonical) {
        return Optional.ofNullable(carriers.get(canonical)).map(paths -> paths.get(0));
    }

    /** Whether a canonical field carries a vendor's field, which then goes by the canonical name only. */
    public boolean maps(String vendorField) {
        return mapped.stream().anyMatch(vendorField::equalsIgnoreCase);
    }

    private boolean isMasked(Session session, String field) {
        int end = field.lastIndexOf(':');
        return end < 0
                ? session.masks(resource, field)
                : session.masks(field.substring(0, end), field.substring(end + 1));
    }

    /** A mask may name a vendor's own property too, or all of them; what a record is known by stays. */
    private boolean isMaskedByName(Session session, String property) {
        return !property.equalsIgnoreCase("id") && session.masks(resource, property);
    }

    private static void remove(ObjectNode object, String path) {
        String[] parts = path.split("/", -1);
        JsonNode at = object;
        for (int i = 0; i < parts.length - 1; i++) {
            at = at.path(parts[i]);
        }
        if (at instanceof ObjectNode parent) {
            parent.remove(parts[parts.length - 1]);
        }
    }
}
