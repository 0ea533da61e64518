package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JSON value together with where it stands, so that every complaint about it can say so. */
record Place(String file, String pointer, JsonNode node) {

    private static final int MAXIMUM_DIGITS = 18;

    /** The member of this name; null counts as absent. */
    Optional<Place> maybe(String name) {
        if (!node.isObject()) {
            throw complaint("an object in braces is needed here");
        }
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(child(name, value));
    }

    Place member(String name) {
        return maybe(name).orElseThrow(() -> complaint("\"" + name + "\" is missing; add it"));
    }

    String text(String name) {
        return member(name).asText();
    }

    String text(String name, String otherwise) {
        return maybe(name).map(Place::asText).orElse(otherwise);
    }

    String asText() {
        if (!node.isString() && !node.isNumber()) {
            throw complaint("a text is needed here; write it in quotes");
        }
        return node.asString();
    }

    BigDecimal asAmount() {
        if (!node.isNumber()) {
            throw complaint("an amount is needed here; write a number without quotes");
        }
        BigDecimal amount = node.decimalValue();
        if (Math.abs((long) amount.scale()) > MAXIMUM_DIGITS || amount.precision() > MAXIMUM_DIGITS) {
            throw complaint("an amount has at most " + MAXIMUM_DIGITS + " digits; write a smaller number");
        }
        return amount;
    }

    boolean asFlag() {
        if (!node.isBoolean()) {
            throw complaint("true or false is needed here, without quotes");
        }
        return node.booleanValue();
    }

    Map<String, Place> entries() {
        if (!node.isObject()) {
            throw complaint("an object in braces, keyed by id, is needed here");
        }
        Map<String, Place> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), child(entry.getKey(), entry.getValue())));
        return entries;
    }

    List<Place> elements() {
        if (!node.isArray()) {
            throw complaint("a list in brackets is needed here");
        }
        List<Place> elements = new ArrayList<>();
        node.forEach(element -> elements.add(child(Integer.toString(elements.size()), element)));
        return elements;
    }

    /** The elements of an optional list: none if it is absent. */
    List<Place> elements(String name) {
        return maybe(name).map(Place::elements).orElse(List.of());
    }

    List<String> texts(String name) {
        return elements(name).stream().map(Place::asText).toList();
    }

    Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((key, value) -> texts.put(key, value.node().asString()));
        return texts;
    }

    WorldFormatException complaint(String problem) {
        return new WorldFormatException(file, pointer.isEmpty() ? "/" : pointer, problem, null);
    }

    private Place child(String name, JsonNode value) {
        return new Place(file, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), value);
    }
}
