package dev.sallyport.examples.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples in other languages against the standalone jar, each as a user starts them. */
class OtherLanguagesTest {
    private static final Path JAR = Path.of("..", "testkit", "target", "sallyport-fakes.jar");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Process fakes;

    @BeforeEach
    void need_the_jar() {
        need(Files.isRegularFile(JAR), "no " + JAR + ": the build makes it in the package phase of testkit");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (fakes != null) {
            fakes.toHandle().destroy();
            assertThat(fakes.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(fakes.exitValue()).isZero();
        }
    }

    private static void need(boolean there, String otherwise) {
        boolean required = "true".equals(System.getenv("CI"));
        assumeTrue(there || required, otherwise);
        assertThat(there).as(otherwise).isTrue();
    }

    private static String program(String name) {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
        need(there, "no " + name + " on this machine");
        return name;
    }

    /** Starts the fakes and waits for as many lines as there are systems. */
    private Path serve(int systems, String... arguments) throws IOException, InterruptedException {
        Path lines = folder.resolve("fakes.jsonl");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString(), "serve"));
        command.addAll(List.of(arguments));
        fakes = new ProcessBuilder(command)
                .redirectOutput(lines.toFile())
                .redirectError(folder.resolve("fakes.log").toFile())
                .start();
        for (int look = 0; look < 1_200; look++) {
            if (Files.readString(lines).lines().count() == systems) {
                return lines;
            }
            assertThat(fakes.isAlive())
                    .as(Files.readString(folder.resolve("fakes.log")))
                    .isTrue();
            Thread.sleep(50);
        }
        throw new AssertionError("the fakes are not ready: " + Files.readString(folder.resolve("fakes.log")));
    }

    private static JsonNode run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream printed = process.getInputStream()) {
            String line = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(line).isZero();
            return JSON.readTree(line);
        }
    }

    @Test
    void python_closes_every_ticket_of_a_fake_on_a_monday() throws Exception {
        String python = program("python3");
        Path lines = serve(1, "zendesk=0", "--seed", "3", "--world", "60", "--faults", "monday");
        JsonNode result = run(python, "standalone/tickets.py", lines.toString());
        assertThat(result.path("closed").asInt()).isEqualTo(22);
        assertThat(result.path("open").asInt(-1)).isZero();
        assertThat(result.path("faults").asInt()).isPositive();
    }

    @Test
    void node_adds_each_contact_once_though_answers_are_lost() throws Exception {
        String node = program("node");
        Path plan = Files.writeString(folder.resolve("plan.json"), """
                {"rules": [{"kind": "reply-lost", "access": "write", "probability": 0.4},
                           {"kind": "unavailable", "probability": 0.2, "retryAfter": null}]}""");
        Path lines = serve(1, "salesforce=0", "--seed", "3", "--faults", plan.toString());
        JsonNode result = run(node, "standalone/contacts.mjs", lines.toString());
        assertThat(result.path("created").asInt())
                .isEqualTo(result.path("wanted").asInt())
                .isEqualTo(20);
        assertThat(result.path("faults").asInt()).isPositive();
    }
}
