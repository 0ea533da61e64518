package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.spi.EffectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All writes of a run, as the client tells them. Immutable.
 *
 * <p>As JSON, for clients in any language:
 * {@code [{"system":"zendesk","kind":"APPEND","resource":"comment","record":"35","ending":"COMMITTED"}]}; {@code record} may be
 * left out, kinds are CREATE, UPDATE, DELETE and APPEND, endings COMMITTED, NOT_DONE and UNKNOWN.
 */
public final class Claims {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Claim> claims;

    private Claims(List<Claim> claims) {
        this.claims = List.copyOf(claims);
    }

    /** These claims. */
    public static Claims of(List<Claim> claims) {
        return new Claims(claims);
    }

    /**
     * Reads claims from a JSON file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it does not hold claims; the message says which one is wrong, and how
     */
    public static Claims read(Path file) throws IOException {
        return parse(Files.readString(file), String.valueOf(file.getFileName()));
    }

    /**
     * Reads claims from JSON.
     *
     * @param source what to call the text in messages
     * @throws IllegalArgumentException if it does not hold claims; the message says which one is wrong, and how
     */
    public static Claims parse(String json, String source) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException(source + ": not JSON, line "
                    + notJson.getLocation().getLineNr() + " column "
                    + notJson.getLocation().getColumnNr());
        }
        if (!tree.isArray()) {
            throw new IllegalArgumentException(source + ": must be a JSON array of claims");
        }
        List<Claim> claims = new ArrayList<>();
        for (int index = 0; index < tree.size(); index++) {
            claims.add(claim(tree.get(index), source + ": claim " + (index + 1)));
        }
        return new Claims(claims);
    }

    private static Claim claim(JsonNode node, String where) {
        return new Claim(
                text(node, "system", where),
                choice(EffectKind.class, text(node, "kind", where), where + ": kind"),
                text(node, "resource", where),
                record(node, where),
                choice(Claim.Ending.class, text(node, "ending", where), where + ": ending"));
    }

    private static @Nullable String record(JsonNode node, String where) {
        JsonNode record = node.path("record");
        if (record.isMissingNode() || record.isNull()) {
            return null;
        }
        if (!record.isString() && !record.isIntegralNumber()) {
            throw new IllegalArgumentException(where + ": record must be an id");
        }
        return record.asString();
    }

    private static String text(JsonNode node, String name, String where) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException(where + ": " + name + " must be a text");
        }
        return node.path(name).stringValue();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text, String where) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(where + " must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    /** The claims in the order given. */
    public List<Claim> list() {
        return claims;
    }

    List<Claim> of(String system) {
        return claims.stream().filter(claim -> claim.system().equals(system)).toList();
    }
}
