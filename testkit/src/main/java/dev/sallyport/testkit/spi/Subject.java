package dev.sallyport.testkit.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a request is about, so that the same piece of work meets the same faults whatever order threads ran in.
 * Content is kept as a hash: a subject never holds a payload.
 *
 * @param value a record's kind and id, or a hash of content
 */
public record Subject(String value) {
    private static final Subject NONE = new Subject("-");

    /** A request about nothing in particular. */
    public static Subject none() {
        return NONE;
    }

    /** A request about one record. */
    public static Subject ofRecord(String resource, String recordId) {
        return new Subject(resource + "/" + recordId);
    }

    /**
     * A request known by its content only, such as a create or a search.
     *
     * @param canonical the content without stamps, tokens, idempotency keys and times; only its hash is kept
     */
    public static Subject ofContent(String canonical) {
        return new Subject("content:" + hash(canonical));
    }

    /**
     * As {@link #ofContent}, for JSON: keys are sorted, and members named in {@code ignored} are left out at every depth.
     */
    public static Subject ofJson(JsonNode content, Set<String> ignored) {
        StringBuilder canonical = new StringBuilder();
        write(content, ignored, canonical);
        return ofContent(canonical.toString());
    }

    private static void write(JsonNode node, Set<String> ignored, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            sorted.keySet().removeAll(ignored);
            sorted.forEach((name, value) -> {
                out.append(name).append(':');
                write(value, ignored, out);
                out.append(',');
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (JsonNode element : node) {
                write(element, ignored, out);
                out.append(',');
            }
            out.append(']');
        } else {
            out.append(node);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
