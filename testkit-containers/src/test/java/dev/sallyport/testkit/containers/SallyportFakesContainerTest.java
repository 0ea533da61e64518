package dev.sallyport.testkit.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.json.JsonMapper;

/** The image as its definition makes it, from a base that has no Java. Skipped where no engine answers, but not in CI. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SallyportFakesContainerTest {
    /** The stand-in that a machine without a registry has, or else what any registry has. */
    private static final List<String> BASES = List.of("sallyport-local/base:12", "debian:12-slim");

    private static final Path TESTKIT = Path.of("..", "testkit");
    private static final Path JAR = TESTKIT.resolve("target/sallyport-fakes.jar");
    private static final Path RUNTIME = Path.of("target", "runtime");

    private static DockerImageName image;

    @BeforeAll
    static void build() throws Exception {
        boolean possible = DockerClientFactory.instance().isDockerAvailable() && Files.exists(JAR);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(possible).as("a container engine, and " + JAR).isTrue();
        }
        assumeThat(possible).as("a container engine, and " + JAR).isTrue();
        if (!Files.exists(RUNTIME)) {
            link();
        }
        image = DockerImageName.parse(new ImageFromDockerfile("sallyport-fakes-test", false)
                .withFileFromPath("Dockerfile", TESTKIT.resolve("Containerfile"))
                .withFileFromPath("sallyport-fakes.jar", JAR)
                .withFileFromPath("runtime", RUNTIME)
                .withBuildArg("BASE", base())
                .get());
    }

    private static void link() {
        String[] arguments = {
            "--add-modules",
            "java.se,jdk.httpserver,jdk.unsupported,jdk.crypto.ec,jdk.zipfs",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            RUNTIME.toString()
        };
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        assertThat(jlink.run(System.out, System.err, arguments)).isZero();
    }

    private static String base() {
        try {
            DockerClientFactory.instance()
                    .client()
                    .inspectImageCmd(BASES.get(0))
                    .exec();
            return BASES.get(0);
        } catch (NotFoundException elsewhere) {
            return BASES.get(1);
        }
    }

    private static HttpResponse<String> get(String url, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .header("User-Agent", "container-test")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_fakes_serve_are_broken_on_purpose_and_judge_their_client() throws Exception {
        String plan = "rules:\n  - kind: unavailable\n    on: users.list\n    retryAfter: 1s\n";
        try (SallyportFakesContainer fakes = new SallyportFakesContainer(image)
                .withSystems("zendesk", "salesforce")
                .withSeed(7)
                .withWorld(20)
                .withFaultPlan(plan)) {
            fakes.start();
            String token = "Bearer " + fakes.credentials("zendesk").get("token");
            String users = fakes.url("zendesk") + "/api/v2/users.json?page%5Bsize%5D=1";
            assertThat(get(users, token).statusCode()).isEqualTo(503);
            HttpResponse<String> page = get(users, token);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(JsonMapper.shared()
                            .readTree(page.body())
                            .at("/links/next")
                            .asString())
                    .as("links lead to the address by which the fake was called")
                    .startsWith(fakes.url("zendesk"));
            assertThat(fakes.verdict("zendesk", "json")).contains("rulings");
            assertThat(fakes.verdict("zendesk", "sarif")).contains("2.1.0");
            fakes.faults("zendesk", "none");
            fakes.reset("zendesk");
            assertThat(get(users, token).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> fakes.faults("zendesk", "mondya"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did you mean");
            assertThat(get(fakes.url("salesforce") + "/services/data/", "").statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> fakes.url("jira")).isInstanceOf(IllegalArgumentException.class);

            DockerClient docker = fakes.getDockerClient();
            docker.stopContainerCmd(fakes.getContainerId()).withTimeout(10).exec();
            assertThat(docker.inspectContainerCmd(fakes.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong())
                    .as("it ends cleanly on SIGTERM")
                    .isZero();
        }
    }
}
