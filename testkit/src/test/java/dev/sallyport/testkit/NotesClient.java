package dev.sallyport.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A plain client over real sockets that tries once and tells what it saw. */
final class NotesClient implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final String url;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ofSeconds(5))
            .build();

    NotesClient(FakeServer fake) {
        this.url = fake.url();
    }

    record Seen(int status, String body, okhttp3.Headers headers) {}

    Seen create(String text) throws IOException {
        return send("POST", "/notes", "{\"text\":\"" + text + "\"}", null);
    }

    Seen list() throws IOException {
        return send("GET", "/notes", null, null);
    }

    Seen send(String method, String path, String body, String token) throws IOException {
        Request.Builder request = new Request.Builder().url(url + path);
        request.method(method, body == null ? null : RequestBody.create(body, JSON));
        if (token != null) {
            request.header("Authorization", token);
        }
        try (Response response = http.newCall(request.build()).execute()) {
            return new Seen(response.code(), response.body().string(), response.headers());
        }
    }

    /** What each of so many creates of the same text met: its status, or 0 for a cut. */
    List<Integer> createRepeatedly(String text, int times) {
        List<Integer> seen = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            try {
                seen.add(create(text).status());
            } catch (IOException cut) {
                seen.add(0);
            }
        }
        return seen;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
