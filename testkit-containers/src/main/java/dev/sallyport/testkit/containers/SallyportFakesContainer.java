package dev.sallyport.testkit.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fakes of enterprise systems in a container. The image is built from {@code testkit/Containerfile}.
 *
 * <p>Defaults: Salesforce and Zendesk, seed 1, empty systems, no faults, real time. Set up by one thread; once started, the
 * questions may come from several.
 */
public final class SallyportFakesContainer extends GenericContainer<SallyportFakesContainer> {
    private static final int CONTROL = 8100;
    private static final String PLAN = "/tmp/plan.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String token = UUID.randomUUID().toString();
    private final List<String> options = new ArrayList<>();
    private List<String> systems = List.of("salesforce", "zendesk");

    /** A container of this image, such as {@code sallyport-fakes:latest}. */
    public SallyportFakesContainer(DockerImageName image) {
        super(image);
    }

    /**
     * Sets which systems are faked.
     *
     * @param names one or more names that the image knows, each once
     */
    public SallyportFakesContainer withSystems(String... names) {
        systems = List.of(names);
        return this;
    }

    /** Chooses the faults and a generated world. */
    public SallyportFakesContainer withSeed(long seed) {
        return withOption("--seed", Long.toString(seed));
    }

    /** Fills the systems with a generated world of so many customers, 10 or more. */
    public SallyportFakesContainer withWorld(int customers) {
        return withOption("--world", Integer.toString(customers));
    }

    /** Takes a ready plan of faults, such as {@code monday}. */
    public SallyportFakesContainer withFaults(String ready) {
        return withOption("--faults", ready);
    }

    /** Takes a plan of faults from its text, YAML or JSON. */
    public SallyportFakesContainer withFaultPlan(String plan) {
        withCopyToContainer(Transferable.of(plan), PLAN);
        return withOption("--faults", PLAN);
    }

    /** Has the fakes' clock run faster than real time, up to 20 times. */
    public SallyportFakesContainer withSpeed(double times) {
        return withOption("--speed", Double.toString(times));
    }

    /** Adds an option of the {@code serve} command that has no method here. */
    public SallyportFakesContainer withOption(String name, String value) {
        options.add(name);
        options.add(value);
        return this;
    }

    @Override
    protected void configure() {
        List<String> command = new ArrayList<>(List.of("serve"));
        List<Integer> ports = new ArrayList<>(List.of(CONTROL));
        for (String system : systems) {
            command.add(system + "=" + port(system));
            ports.add(port(system));
        }
        command.addAll(List.of("--control", Integer.toString(CONTROL), "--bind", "0.0.0.0"));
        command.addAll(options);
        withEnv("SALLYPORT_FAKES_TOKEN", token);
        withExposedPorts(ports.toArray(Integer[]::new));
        withCommand(command.toArray(String[]::new));
        waitingFor(Wait.forLogMessage(".*\"system\":.*", systems.size()));
    }

    private int port(String system) {
        int index = systems.indexOf(system);
        if (index < 0) {
            throw new IllegalArgumentException("no \"" + system + "\" runs here; running are " + systems);
        }
        return CONTROL + 1 + index;
    }

    /**
     * The root URL of a system, without a slash at the end.
     *
     * @throws IllegalArgumentException if it does not run here
     */
    public String url(String system) {
        return "http://" + getHost() + ":" + getMappedPort(port(system));
    }

    /**
     * Where a system's part of the control API begins; see its OpenAPI document at {@code /__fake/openapi.json}.
     *
     * @throws IllegalArgumentException if it does not run here
     */
    public String control(String system) {
        port(system);
        return "http://" + getHost() + ":" + getMappedPort(CONTROL) + "/__fake/" + system;
    }

    /** The token of the control API, for {@code Authorization: Bearer}. */
    public String token() {
        return token;
    }

    /**
     * What a client needs to be let in, by name.
     *
     * @throws IllegalArgumentException if it does not run here
     */
    public Map<String, String> credentials(String system) {
        return JSON.readValue(ask(system, "GET", "/credentials", ""), new TypeReference<Map<String, String>>() {});
    }

    /**
     * How the client behaved until now, as {@code json}, {@code html}, {@code junit} or {@code sarif}.
     *
     * @throws IllegalArgumentException if the system does not run here
     */
    public String verdict(String system, String format) {
        return ask(system, "GET", "/verdict?format=" + format, "");
    }

    /**
     * Replaces what goes wrong from now on: a ready plan's name, or a plan as YAML or JSON.
     *
     * @throws IllegalArgumentException if the system does not run here
     * @throws IllegalStateException if the plan is wrong; the message says where and how to mend it
     */
    public void faults(String system, String plan) {
        ask(system, "PUT", "/faults", plan);
    }

    /**
     * Puts a system back to what it was at the start; its plan of faults stays.
     *
     * @throws IllegalArgumentException if it does not run here
     */
    public void reset(String system) {
        ask(system, "POST", "/reset", "");
    }

    private String ask(String system, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control(system) + path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            HttpResponse<String> reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (reply.statusCode() >= 300) {
                throw new IllegalStateException("the control API answers " + reply.statusCode() + ": " + reply.body());
            }
            return reply.body();
        } catch (IOException unreachable) {
            throw new IllegalStateException("the control API cannot be reached", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the control API", stopped);
        }
    }
}
