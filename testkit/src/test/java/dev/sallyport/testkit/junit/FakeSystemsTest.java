package dev.sallyport.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the samples note their fakes in one place")
class FakeSystemsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        FakeSystemsSamples.URLS.clear();
    }

    private Launch run(Class<?> sample) {
        return Launch.of(
                Map.of("junit.jupiter.execution.parallel.enabled", "true", "sallyport.fakes.folder", folder.toString()),
                sample);
    }

    @Test
    void fakes_and_their_urls_are_injected_as_they_were_asked_for() {
        Launch launch = run(FakeSystemsSamples.Injected.class);
        assertThat(launch.failures).isEmpty();
        assertThat(launch.passed).hasSize(1);
    }

    @Test
    void shared_fakes_are_reset_between_tests_and_never_in_two_of_them_at_once() {
        Launch launch = run(FakeSystemsSamples.Shared.class);
        assertThat(launch.failures).isEmpty();
        assertThat(launch.passed).hasSize(8);
        assertThat(FakeSystemsSamples.URLS.size()).isLessThan(8);
    }

    @Test
    void a_fake_per_test_is_one_for_each() {
        Launch launch = run(FakeSystemsSamples.PerTest.class);
        assertThat(launch.failures).isEmpty();
        assertThat(FakeSystemsSamples.URLS).hasSize(2);
    }

    @Test
    void a_failed_test_leaves_its_fakes_journal_truth_and_verdict() throws IOException {
        Launch launch = run(FakeSystemsSamples.Failing.class);
        assertThat(launch.failures).singleElement().asString().contains("on purpose");
        Map<String, String> entry = launch.entries.get(0);
        assertThat(entry).containsEntry("sallyport.zendesk", "1 requests, 0 effects, 0 faults met");
        Path journal = Path.of(entry.get("sallyport.zendesk.journal"));
        assertThat(journal).startsWith(folder);
        assertThat(Files.readString(journal)).contains("tickets.list", "401");
        assertThat(entry.get("sallyport.zendesk.verdict")).matches("PASS|FAIL: V.*");
        assertThat(Files.readString(Path.of(entry.get("sallyport.zendesk.verdict.html"))))
                .startsWith("<!DOCTYPE html>");
        assertThat(journal.resolveSibling("zendesk-verdict.json")).isNotEmptyFile();
    }

    @Test
    void misplaced_and_unknown_fakes_are_told() {
        assertThat(run(FakeSystemsSamples.Misplaced.class).failures)
                .singleElement()
                .asString()
                .contains("not in constructors or @BeforeAll");
        assertThat(run(FakeSystemsSamples.Unknown.class).failures)
                .singleElement()
                .asString()
                .contains("no fake is called \"jira\"", "zendesk");
    }

    @Test
    void an_untouched_world_is_reset_in_under_a_millisecond() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                .world(Mess.typical(1)
                        .apply(World.generator(1).customers(500).requests(0).build()))
                .start()) {
            fake.reset();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 50; round++) {
                long start = System.nanoTime();
                fake.reset();
                best = Math.min(best, System.nanoTime() - start);
            }
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(1));
            List<String> before = fake.ids("Contact");
            fake.insert("Contact", Map.of("LastName", "Late"));
            fake.reset();
            assertThat(fake.ids("Contact")).hasSizeGreaterThan(400).isEqualTo(before);
        }
    }

    @Test
    void it_runs_on_junit_6() throws Exception {
        Path six = Path.of("target", "junit6");
        assertThat(six).as("JUnit 6, which the build copies there").isDirectory();
        String path;
        try (Stream<Path> jars = Files.list(six)) {
            String own = Arrays.stream(
                            System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                    .filter(entry -> !entry.contains("junit-jupiter") && !entry.contains("junit-platform"))
                    .collect(Collectors.joining(System.getProperty("path.separator")));
            path = jars.map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")))
                    + System.getProperty("path.separator")
                    + own;
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        Launch.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains("JUnit 6.", "11 passed, 0 failed");
    }
}
