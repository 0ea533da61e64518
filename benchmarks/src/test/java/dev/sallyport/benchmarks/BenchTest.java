package dev.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks still run; no figure is looked at. */
class BenchTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void every_benchmark_runs_and_tells_its_figures() throws Exception {
        Path json = folder.resolve("figures.json");
        assertThat(run("--json", json.toString())).as(errors.toString()).isZero();
        for (Comparison one : Benchmarks.ALL) {
            assertThat(out.toString()).contains(one.name() + ": ");
        }
        assertThat(out.toString()).contains("guarded for plain, CPU", "pipeline write", "<= 4.00");
        JsonNode figures = new JsonMapper().readTree(Files.readString(json)).path("benchmarks");
        assertThat(figures.size()).isEqualTo(Benchmarks.ALL.size());
        figures.forEach(one -> assertThat(one.path("figures")).isNotEmpty());
    }

    @Test
    void a_wrong_argument_is_one_line_and_status_2() {
        assertThat(run("--only", "pipelines")).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().contains("'pipelines'", "guarded-read");
    }

    @Test
    void the_list_names_each_benchmark_and_runs_none() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString().lines()).hasSameSizeAs(Benchmarks.ALL);
    }

    private int run(String... arguments) {
        return Bench.run(Effort.SMOKE, new PrintWriter(out), new PrintWriter(errors), arguments);
    }
}
