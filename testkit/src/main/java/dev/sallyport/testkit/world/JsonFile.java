package dev.sallyport.testkit.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON file, bounded in size and depth; a key that stands twice is an error and not the last one's gain. */
final class JsonFile {

    private static final int MAXIMUM_DEPTH = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    static Place read(Path file, long maximumBytes) {
        String name = file.toString();
        byte[] bytes = bytes(file, name, maximumBytes);
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            return new Place(name, "", root(name, parser));
        }
    }

    private static JsonNode root(String name, JsonParser parser) {
        try {
            JsonNode root = MAPPER.readTree(parser);
            if (root == null || root.isMissingNode()) {
                throw new WorldFormatException(name, "", "the file is empty; JSON is needed", null);
            }
            if (parser.nextToken() != null) {
                throw new WorldFormatException(
                        name,
                        position(parser.currentTokenLocation()),
                        "there is more after the end of the JSON; remove it",
                        null);
            }
            return root;
        } catch (JacksonException e) {
            boolean placed = e.getLocation() != null && e.getLocation().getLineNr() > 0;
            String place = position(placed ? e.getLocation() : parser.currentLocation());
            throw new WorldFormatException(name, place, problem(e), e);
        }
    }

    private static byte[] bytes(Path file, String name, long maximumBytes) {
        if (!Files.isRegularFile(file)) {
            throw new WorldFormatException(name, "", "there is no such file; a world needs it", null);
        }
        try {
            long size = Files.size(file);
            if (size > maximumBytes) {
                throw new WorldFormatException(
                        name,
                        "",
                        "the file has " + size + " bytes and the limit is " + maximumBytes
                                + "; make it smaller or load it with a higher limit",
                        null);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WorldFormatException(name, "", "the file cannot be read; check its permissions", e);
        }
    }

    private static String position(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String problem(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "the JSON is nested deeper than " + MAXIMUM_DEPTH + " or holds a text or number too long to read;"
                    + " make it simpler";
        }
        String original = e.getOriginalMessage();
        // What follows names the parser's own source, which says nothing to the reader.
        String first = original == null
                ? ""
                : original.lines().findFirst().orElse("").replaceAll("\\s*\\(start marker at.*", "");
        return "this is not JSON that can be read (" + first + "); mend it there";
    }
}
