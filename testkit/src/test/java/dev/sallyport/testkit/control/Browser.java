package dev.sallyport.testkit.control;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A headless Chromium with one page, driven over its own debugging protocol. For one thread. */
final class Browser implements AutoCloseable {
    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int sent;

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Collector(answers))
                .join();
    }

    /** Where the machine has one; a test is skipped without, and fails in CI. */
    static Path program() {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        boolean required = "true".equals(System.getenv("CI"));
        assumeTrue(required || found.isPresent(), "no Chromium on this machine: install the package chromium");
        return found.orElseThrow(() -> new AssertionError("CI must have Chromium"));
    }

    static Browser open(Path program, Path profile, String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectErrorStream(true)
                .start();
        try {
            Browser browser = new Browser(process, page(debugger(process)));
            browser.command("Page.navigate", Map.of("url", url));
            return browser;
        } catch (IOException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static URI debugger(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                // Nobody reads on, and a full pipe would stop the browser.
                Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "browser-log");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(line.indexOf("ws://")).strip());
            }
        }
        throw new IOException("the browser ended before it could be driven");
    }

    private static URI page(URI debugger) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + debugger.getAuthority() + "/json/list"))
                .build();
        for (int look = 0; look < 200; look++) {
            String targets = HttpClient.newHttpClient()
                    .send(list, HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : ControlClient.JSON.readTree(targets)) {
                if (target.path("type").asString().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asString());
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("the browser has no page");
    }

    JsonNode command(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++sent;
        socket.sendText(
                        ControlClient.JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)),
                        true)
                .join();
        while (true) {
            String text = answers.poll(60, TimeUnit.SECONDS);
            if (text == null) {
                throw new UncheckedIOException(new IOException("the browser does not answer to " + method));
            }
            JsonNode answer = ControlClient.JSON.readTree(text);
            if (answer.path("id").asInt() == id) {
                return answer.path("result");
            }
        }
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) throws InterruptedException {
        return command(
                        "Runtime.evaluate",
                        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
                .path("result")
                .path("value");
    }

    /** Waits until an expression is true in the page. */
    void await(String expression) throws InterruptedException {
        for (int look = 0; look < 600; look++) {
            if (evaluate("Boolean(" + expression + ")").asBoolean(false)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never in the page: " + expression + "\n"
                + evaluate("document.body.innerText").asString(""));
    }

    void press(String key, int code) throws InterruptedException {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        for (String type : List.of("keyDown", "keyUp")) {
            command(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key.equals(" ") ? "Space" : key,
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            text));
        }
    }

    /** Goes from control to control with the tab key alone until one with this text has the focus. */
    void tabTo(String text) throws InterruptedException {
        for (int step = 0; step < 80; step++) {
            press("Tab", 9);
            if (text.equals(evaluate("document.activeElement.textContent").asString(""))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + text);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Puts whole messages into a queue. */
    private static final class Collector implements WebSocket.Listener {
        private final BlockingQueue<String> answers;
        private final StringBuilder part = new StringBuilder();

        private Collector(BlockingQueue<String> answers) {
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                answers.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
