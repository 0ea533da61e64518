package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a person uses it, on a small scale. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private int chaos(String... arguments) {
        return Chaos.run(new PrintWriter(out, true), new PrintWriter(errors, true), arguments);
    }

    @ParameterizedTest
    @CsvSource({"seeds,0.03", "writes,0.02", "kill,0.02", "soak,0.004"})
    void a_small_run_keeps_every_promise(String scenario, String scale) throws IOException {
        Path file = folder.resolve("deep/report.json");
        int status = chaos("--only", scenario, "--seed", "3", "--scale", scale, "--json", file.toString());
        assertThat(status).as(() -> out + "\n" + errors).isZero();
        assertThat(out.toString()).contains(scenario + ": ", "(seed 3, about ", "HELD", "Every promise held.");
        JsonNode report = JSON.readTree(Files.readString(file));
        assertThat(report.path("held").asBoolean()).isTrue();
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("seed").asLong()).isEqualTo(3);
        JsonNode found = report.path("scenarios").path(0);
        assertThat(found.path("name").asString()).isEqualTo(scenario);
        assertThat(found.path("promises").size()).isPositive();
        assertThat(found.path("promises").path(0).path("verdict").asString()).isEqualTo("HELD");
    }

    @ParameterizedTest
    @CsvSource({
        "--only nothing,no scenario 'nothing'; there are seeds",
        "--scale 0,--scale takes 0.001 to 10",
        "--scale much,Invalid value for option '--scale'",
        "--seed x,Invalid value for option '--seed'",
        "--loud,Unknown option: '--loud'"
    })
    void a_wrong_argument_gives_one_line_and_exit_2(String arguments, String said) {
        assertThat(chaos(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1);
        assertThat(errors.toString()).startsWith("chaos: ").contains(said);
    }

    @Test
    void the_list_names_each_scenario_and_about_how_long_it_takes() {
        assertThat(chaos("--list")).isZero();
        assertThat(out.toString()).contains("seeds", "headers").containsPattern("\\d+ (s|min)");
    }

    @Test
    void a_stopped_run_ends_with_a_partial_report() throws IOException {
        Path file = folder.resolve("report.json");
        Thread.currentThread().interrupt();
        assertThat(chaos("--only", "seeds", "--scale", "0.05", "--json", file.toString()))
                .isEqualTo(130);
        assertThat(out.toString()).contains("this report is partial");
        assertThat(JSON.readTree(Files.readString(file)).path("complete").asBoolean())
                .isFalse();
    }
}
