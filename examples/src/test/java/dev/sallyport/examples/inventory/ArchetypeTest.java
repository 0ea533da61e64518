package dev.sallyport.examples.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The example is what the archetype makes for {@code system=inventory} and {@code resource=item}, and what the tutorial adds
 * to it. Layout aside, the archetype's text stands in the example in its order, and nothing of it is missing.
 */
class ArchetypeTest {
    private static final Path TEMPLATES =
            Path.of("..", "connector-archetype", "src", "main", "resources", "archetype-resources", "src");
    private static final Pattern TOKEN = Pattern.compile("\\w+|[^\\w\\s]");
    private static final Set<String> GROWN = Set.of(
            "Items.java",
            "ItemsUnderGrant.java",
            "InventoryOperations.java",
            "InventoryDialect.java",
            "InventoryPack.java",
            "ItemShelf.java",
            "InventoryContractTest.java");

    @Test
    void the_example_is_what_the_archetype_makes_and_what_the_tutorial_adds() throws IOException {
        Map<String, Path> templates = templates();
        assertThat(templates).hasSizeGreaterThan(12);
        for (Map.Entry<String, Path> template : templates.entrySet()) {
            Path example = Path.of("src").resolve(template.getKey());
            assertThat(example)
                    .as("the example's file for " + template.getValue())
                    .exists();
            List<String> made = tokens(named(Files.readString(template.getValue())));
            List<String> held = tokens(Files.readString(example));
            String name = String.valueOf(example.getFileName());
            if (GROWN.contains(name)) {
                assertThat(missing(made, held))
                        .as(name + ": what the archetype has and the example has not")
                        .isEmpty();
                assertThat(held).as(name + ": what the tutorial adds").hasSizeGreaterThan(made.size());
            } else {
                assertThat(held).as(name).isEqualTo(made);
            }
        }
    }

    @Test
    void a_difference_is_seen() {
        List<String> held = tokens("int a = 1; int b = 2; return a + b;");
        assertThat(missing(tokens("int a = 1; return a + b;"), held)).isEmpty();
        assertThat(missing(tokens("int a = 3; return a + b;"), held)).startsWith("3");
        assertThat(missing(tokens("return a + b; int a = 1;"), held)).startsWith("int");
    }

    /** By where the example has them: connector and fake stand in one package. */
    private static Map<String, Path> templates() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String place = TEMPLATES.relativize(file).toString().replace('\\', '/');
                String example = place.replaceFirst("java/", "java/dev/sallyport/examples/inventory/");
                found.put(named(example.replaceAll("__(\\w+?)__", "\\${$1}")), file);
            });
        }
        return found;
    }

    private static String named(String template) {
        return template.replace("${package}", "dev.sallyport.examples.inventory")
                .replace("${system}", "inventory")
                .replace("${System}", "Inventory")
                .replace("${resources}", "items")
                .replace("${Resources}", "Items")
                .replace("${resource}", "item")
                .replace("${Resource}", "Item");
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /** From the first token on that cannot be found where it should be; empty if all are there in their order. */
    private static List<String> missing(List<String> made, List<String> held) {
        List<String> left = new ArrayList<>(made);
        for (String token : held) {
            if (!left.isEmpty() && left.get(0).equals(token)) {
                left.remove(0);
            }
        }
        return left.subList(0, Math.min(12, left.size()));
    }
}
