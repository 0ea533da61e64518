package dev.sallyport.testkit.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.plan.Plans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program, in this process where it ends by itself and in one of its own where it serves. */
class FakesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        return Fakes.run(new PrintWriter(out, true), new PrintWriter(errors, true), args);
    }

    @Test
    void it_serves_a_strangers_fake_beside_ours_and_ends_cleanly_when_told_to() throws Exception {
        Process process = start("serve", "salesforce=0", "zendesk", "notes=0", "--seed", "7", "--faults", "hostile");
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            List<String> systems = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                JsonNode line = JSON.readTree(lines.readLine());
                systems.add(line.path("system").asString());
                assertThat(line.path("url").asString()).startsWith("http://127.0.0.1:");
                assertThat(line.path("credentials").isObject()).isTrue();
                assertThat(status(
                                line.path("control").asString(),
                                line.path("token").asString()))
                        .isEqualTo(200);
            }
            assertThat(systems).containsExactly("salesforce", "zendesk", "notes");
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines.readLine()).as("more on standard output").isNull();
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("page: http://127.0.0.1:", "zendesk: no request met the fault", "ended");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Fakes.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static int status(String url, String token) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection.getResponseCode();
    }

    @Test
    void a_port_in_use_gives_one_clear_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("serve", "notes", "zendesk=" + taken.getLocalPort())).isEqualTo(1);
            assertThat(errors.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " for zendesk is in use");
            assertThat(run("serve", "notes", "--control", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
            assertThat(out.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        serve                                | Missing required parameter
        serve jira                           | no fake is called "jira"; there are notes, salesforce, zendesk
        serve zendsk                         | did you mean "zendesk"?
        serve notes --faults mondya          | did you mean "monday"?
        plans monday --format toml           | --format must be yaml or json
        plans --format toml                  | --format must be yaml or json
        world --catalogue nosuch             | "nosuch" is neither a number of customers nor a directory
        world --catalogue --export some      | Missing required parameter: 'SIZE|DIR'
        verdict http://127.0.0.1:1 --token x --format pdf | --format must be one of json, html, junit, sarif
        verdict http://127.0.0.1:1 --token x --claims /no | --claims: no file /no
        serve notes=70000                    | port of notes must be a number from 0 to 65535
        serve notes notes=0                  | notes is named twice
        serve notes --seed x                 | --seed
        serve notes --faults tuesday         | no fault plan and no file "tuesday"
        serve notes --speed 99               | speed must be more than 0 and at most 20
        serve notes --world 3                | from 10 to 10000000
        serve notes --world /no/such/place   | neither a number of customers nor a directory
        serve notes --world 50 --mess junk-fone=0.1 | there is no kind of mess "junk-fone"; world --catalogue names them
        serve notes --world 50 --mess junk-phone=2  | The share is 2.0; it must be from 0 to 1
        serve notes --mess typical           | --mess is planted in a world: give --world too
        serve notes --bind nowhere.invalid   | --bind: this machine knows no address "nowhere.invalid"
        verdict                              | Missing required parameter: 'CONTROL'
        verdict a b                          | Unmatched argument
        coverage a b                         | Unmatched argument
        plans a b                            | Unmatched argument
        world 40 50                          | Unmatched argument
        serve notes --mess awful             | mess must be none, typical, everything or KIND=RATE
        serve notes --control -5             | --control must be a number from 0 to 65535
        plans tuesday                        | no fault plan and no file
        coverage jira                        | no fake is called
        world x                              | neither a number
        verdict http://127.0.0.1:1           | SALLYPORT_FAKES_TOKEN is needed
        dance                                | dance
        """)
    void a_wrong_argument_gives_one_clear_line_and_its_own_status(String command, String expected) {
        assertThat(run(command.split(" +"))).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().contains(expected, "--help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nothing_at_all_names_the_commands() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("serve");
    }

    @Test
    void plans_lists_the_ready_ones_and_prints_one_that_can_be_read_again() {
        assertThat(run("plans")).isZero();
        assertThat(out.toString()).contains("calm: ", "monday: ", "hostile: ");
        out.getBuffer().setLength(0);
        assertThat(run("plans", "hostile")).isZero();
        assertThat(Plans.parse("printed", out.toString()).rules())
                .isEqualTo(Plans.find("hostile").rules());
    }

    @Test
    void a_plan_in_yaml_is_printed_checked_and_refused_with_its_place(@TempDir Path folder) throws Exception {
        assertThat(run("plans", "brown-out", "--format", "yaml")).isZero();
        Path good = Files.writeString(folder.resolve("good.yaml"), out.toString());
        assertThat(run("plans", good.toString())).isZero();
        assertThat(run("plans", "--schema")).isZero();
        assertThat(out.toString()).contains("json-schema.org/draft/2020-12", "brown-out");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "rules:\n  - kind: replylost\n");
        for (String[] command :
                new String[][] {{"plans", bad.toString()}, {"serve", "notes", "--faults", bad.toString()}}) {
            errors.getBuffer().setLength(0);
            assertThat(run(command)).isEqualTo(2);
            assertThat(errors.toString().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            bad + ":2:11: rules[0].kind: unknown fault kind \"replylost\"",
                            "did you mean \"reply-lost\"");
        }
    }

    @Test
    void coverage_tells_what_is_faked_and_what_is_not() {
        assertThat(run("coverage")).isZero();
        assertThat(out.toString()).contains("notes: a stranger's notes", "salesforce: ", "zendesk: ");
        assertThat(run("coverage", "notes")).isZero();
        assertThat(out.toString()).contains("+ notes", "- everything else");
    }

    @Test
    void a_world_is_the_same_for_the_same_seed() {
        assertThat(run("world", "40", "--seed", "3")).isZero();
        assertThat(run("world", "40", "--seed", "3")).isZero();
        assertThat(run("world", "40", "--seed", "4")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo(lines.get(1)).isNotEqualTo(lines.get(2));
        assertThat(JSON.readTree(lines.get(0)).path("customers").asInt()).isEqualTo(40);
    }

    @Test
    void the_shell_can_complete_it() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("#!/usr/bin/env bash", "complete -F _complete_sallyport-fakes");
        for (String command : List.of("serve", "verdict", "plans", "coverage", "world")) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString()).contains("--faults=PLAN|FILE", "--world=SIZE|DIR", "--control=PORT");
    }
}
