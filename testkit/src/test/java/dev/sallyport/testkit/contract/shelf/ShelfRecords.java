package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.http.JsonRecord;
import dev.sallyport.http.RecordMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An item's JSON as our record. */
final class ShelfRecords {
    private static final Set<String> KNOWN =
            Set.of("id", "name", "label", "note", "size", "active", "kind", "changed_at", "colour");
    private final ShelfHost host;
    private static final AtomicInteger READS = new AtomicInteger();

    ShelfRecords(ShelfHost host) {
        this.host = host;
    }

    RecordMapper<Item> mapper() {
        return RecordMapper.of(
                Item.RESOURCE,
                Map.of(
                        "name", host.is(Mutant.FORGETS_A_CARRIER) ? List.of("name") : List.of("name", "label"),
                        "note", List.of("note"),
                        "size", List.of("size"),
                        "active", List.of("active"),
                        "kind", List.of("kind"),
                        "changedAt", List.of("changed_at")),
                this::item);
    }

    private Item item(JsonRecord json) {
        String id = json.json().path("id").asString("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an item without an id");
        }
        if (host.is(Mutant.FAILS_FOR_AN_UNKNOWN_MEMBER)
                && !KNOWN.containsAll(json.json().propertyNames())) {
            throw new IllegalArgumentException("an item with something unknown");
        }
        return new Item(
                Item.ref(id),
                name(json),
                json.text("note", "note"),
                size(json),
                active(json),
                kind(json),
                json.instant("changedAt", "changed_at", Instant::parse),
                json.custom(name -> !name.equals("id")));
    }

    private @Nullable String name(JsonRecord json) {
        if (host.is(Mutant.TAKES_ABSENT_FOR_NULL)) {
            return json.json().path("name").asString(null);
        }
        String name = json.text("name", "name");
        return host.is(Mutant.GIVES_ANOTHER_RESULT_EACH_TIME) ? name + READS.incrementAndGet() : name;
    }

    private @Nullable Long size(JsonRecord json) {
        JsonNode node = json.json().path("size");
        if (host.is(Mutant.FAILS_A_PAGE_FOR_A_FIELD) && !node.isValueNode()) {
            throw new IllegalArgumentException("a size that is none");
        }
        if (host.is(Mutant.LOSES_A_NUMBER_IN_QUOTES) && node.isString()) {
            return null;
        }
        Long size = json.oneOf("size", "size", ShelfRecords::number);
        return size == null && node.isNull() && host.is(Mutant.MAKES_NULL_A_DEFAULT) ? Long.valueOf(0) : size;
    }

    private static @Nullable Long number(String text) {
        return text.matches("\\d{1,9}") ? Long.valueOf(text) : null;
    }

    private @Nullable Boolean active(JsonRecord json) {
        JsonNode node = json.json().path("active");
        boolean silent = host.is(Mutant.DROPS_JUNK_SILENTLY) && !node.isMissingNode() && !node.isBoolean();
        return silent ? null : json.bool("active", "active");
    }

    private Item.@Nullable Kind kind(JsonRecord json) {
        if (host.is(Mutant.FAILS_FOR_NULL) && json.json().path("kind").isNull()) {
            throw new IllegalArgumentException("an item without a kind");
        }
        return json.oneOf("kind", "kind", text -> switch (text) {
            case "TOOL" -> Item.Kind.TOOL;
            case "PART" -> Item.Kind.PART;
            default -> host.is(Mutant.MAKES_JUNK_A_DEFAULT) ? Item.Kind.PART : null;
        });
    }
}
