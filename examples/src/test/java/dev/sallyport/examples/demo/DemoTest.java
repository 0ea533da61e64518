package dev.sallyport.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The demo as a user runs it, in this process. */
class DemoTest {
    private static final Path RETAIL = Path.of(System.getProperty("sallyport.retail", "../../shared/data/retail"));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void the_promises_hold_on_a_generated_world_and_the_same_seed_has_the_same_effects() throws IOException {
        JsonNode first = column("--tickets", "12", "--seed", "3");
        JsonNode second = column("--tickets", "12", "--seed", "3");
        assertThat(effects(second)).isEqualTo(effects(first));
        assertThat(first.path("handled").asInt() + first.path("escalated").asInt())
                .isEqualTo(12);
        assertThat(first.path("cancelled").asInt()).isPositive();
    }

    @Test
    void the_promises_hold_on_a_hostile_day() throws IOException {
        column("--tickets", "8", "--seed", "11", "--plan", "hostile");
        assertThat(out.toString())
                .contains("Sallyport kept its promises.", "all intact", "verdict-sallyport.html: 0 rules broken");
        assertThat(Files.readString(folder.resolve("verdict-plain.html"))).contains("V07", "broken");
    }

    @Test
    void the_promises_hold_on_the_retail_world() throws IOException {
        assumeTrue(
                Files.isDirectory(RETAIL),
                "the retail world is not at " + RETAIL + "; name it with -Dsallyport.retail=DIR");
        JsonNode sallyport = column("--data", RETAIL.toString());
        assertThat(sallyport.path("cancelled").asInt()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void help_explains_every_option() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--data", "--seed", "--plan", "--json", "--tickets", "Exit status");
    }

    @Test
    void a_mistake_gives_one_clear_line_and_a_status_of_its_own() throws IOException {
        Files.writeString(folder.resolve("db.json"), "{ not json");
        Files.writeString(folder.resolve("tasks.json"), "[]");
        for (List<String> wrong : List.of(
                List.of("--dat", "x"),
                List.of("--plan", "tuesday"),
                List.of("--seed", "many"),
                List.of("--tickets", "0"),
                List.of("--data", "no/such/folder"),
                List.of("--data", folder.toString()))) {
            errors.getBuffer().setLength(0);
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
            assertThat(errors.toString().lines().toList()).as(wrong.toString()).hasSize(1);
            assertThat(errors.toString()).startsWith("demo: ").doesNotContain("Exception");
        }
    }

    /** Runs the demo and reads Sallyport's column from its JSON. */
    private JsonNode column(String... arguments) throws IOException {
        Path json = folder.resolve("result.json");
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(arguments),
                        java.util.stream.Stream.of("--json", json.toString(), "--out", folder.toString()))
                .toArray(String[]::new);
        int status = run(all);
        assertThat(status).as(out + "\n" + errors).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(result.path("columns").path("plain").path("calls").asInt()).isPositive();
        return result.path("columns").path("sallyport");
    }

    private static JsonNode effects(JsonNode column) {
        ObjectNode copy = (ObjectNode) column.deepCopy();
        return copy.remove(List.of("calls", "refused", "wasted", "seconds"));
    }

    private int run(String... arguments) {
        return Demo.run(new PrintWriter(out, true), new PrintWriter(errors, true), arguments);
    }
}
