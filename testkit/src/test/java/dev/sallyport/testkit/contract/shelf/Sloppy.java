package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP client as one writes it first: no time-outs, redirects followed, whatever comes is taken. */
final class Sloppy {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private static final List<Socket> HELD = new CopyOnWriteArrayList<>();

    private Sloppy() {}

    static String send(String method, String url, String token) throws AttemptFailure {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", token)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw AttemptFailure.answered(ErrorCode.INVALID_INPUT, "Refused.");
            }
            return response.body();
        } catch (IOException e) {
            throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "It broke.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AttemptFailure.perhaps(ErrorCode.INTERRUPTED, "Interrupted.", e);
        }
    }

    /** A connection that nobody closes. */
    static void hold(URI host) {
        try {
            HELD.add(new Socket(InetAddress.getLoopbackAddress(), host.getPort()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Closes them after all, so that one mutant does not trouble the next. */
    static void letGo() throws IOException {
        for (Socket socket : HELD) {
            socket.close();
        }
        HELD.clear();
    }
}
