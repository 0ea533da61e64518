package dev.sallyport.examples.effects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a system, hands on what it gets, and answers one write by a status of its own once it is done. */
final class Middleman implements AutoCloseable {
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient onwards = HttpClient.newHttpClient();
    private final AtomicInteger writes = new AtomicInteger();
    private final HttpServer server;
    private final String system;
    private final String write;
    private final int status;

    /** {@code write} is a method and a part of a path, such as {@code POST /sobjects/}. */
    Middleman(String system, String write, int status) throws IOException {
        this.system = system;
        this.write = write;
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handOn);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests for such a write came. */
    int writes() {
        return writes.get();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> reply = onwards.send(same(exchange), BodyHandlers.ofByteArray());
            boolean isWrite = (exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath())
                    .matches(write.replace(" ", " .*") + ".*");
            if (isWrite && writes.incrementAndGet() == 1) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.getResponseHeaders().set("Location", url() + exchange.getRequestURI());
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            reply.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean empty = reply.body().length == 0;
            exchange.sendResponseHeaders(reply.statusCode(), empty ? -1 : reply.body().length);
            if (!empty) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest same(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body.readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return request.build();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
