package dev.sallyport.testkit.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program, run in this process where it ends by itself and in one of its own where it serves. */
final class Program {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Program() {}

    /** What a command that ended said. */
    record Said(int status, String out, String errors) {
        List<JsonNode> json() {
            return out.lines().map(JSON::readTree).toList();
        }
    }

    static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int status = Fakes.run(new PrintWriter(out, true), new PrintWriter(errors, true), arguments);
        return new Said(status, out.toString(), errors.toString());
    }

    /** In a process of its own, with options of the virtual machine. */
    static Said runApart(List<String> options, String... arguments) throws Exception {
        Process process = process(options, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, errors);
    }

    private static Process process(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fakes.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /** Fakes that a process serves until it is closed. */
    static Serving serve(List<String> options, int systems, String... arguments) throws IOException {
        Process process = process(options, arguments);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<JsonNode> announced = new ArrayList<>();
        for (int system = 0; system < systems; system++) {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            announced.add(JSON.readTree(line));
        }
        return new Serving(process, announced);
    }

    record Serving(Process process, List<JsonNode> systems) implements AutoCloseable {
        private JsonNode system(String name) {
            return systems.stream()
                    .filter(one -> one.path("system").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        /** What a system answers, wherever and since when it runs. */
        String get(String system, String path) throws IOException, InterruptedException {
            JsonNode fake = system(system);
            return answer(
                            fake.path("url").asString() + path,
                            fake.path("credentials").path("token").asString())
                    .replace(fake.path("url").asString(), "http://fake")
                    .replaceAll("\"(" + thisYear() + ")-[^\"]*\"", "\"lately\"")
                    .replaceAll("((start|end)_time[^0-9]{1,2})\\d+", "$1lately");
        }

        /** In which a fake that has just started puts its own furniture. */
        private static String thisYear() {
            int year = Year.now(ZoneOffset.UTC).getValue();
            return year + "|" + (year - 1);
        }

        /** What a system's control address answers. */
        String control(String system, String path) throws IOException, InterruptedException {
            JsonNode fake = system(system);
            return answer(
                    fake.path("control").asString() + path, fake.path("token").asString());
        }

        private static String answer(String url, String token) throws IOException, InterruptedException {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(url + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        }

        @Override
        public void close() {
            process.toHandle().destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
