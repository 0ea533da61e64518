package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.FakeServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A client over real sockets whose time is the fakes' own: it passes when the client says so, and 10 ms for each request. */
final class Caller implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final AtomicReference<Instant> time;
    private final FakeServer desk;
    private final FakeServer shop;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ofSeconds(20))
            .build();
    private final Map<String, String> headers = new HashMap<>();

    Caller(AtomicReference<Instant> time, FakeServer desk, FakeServer shop) {
        this.time = time;
        this.desk = desk;
        this.shop = shop;
    }

    FakeServer desk() {
        return desk;
    }

    Caller pause(long millis) {
        time.updateAndGet(now -> now.plusMillis(millis));
        return this;
    }

    Caller header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Gets a token and uses it from now on. */
    String signIn(String user, String scope) throws IOException {
        header("Authorization", null);
        String token = send(desk, "POST", "/token?user=" + user + "&scope=" + scope, "{}");
        header("Authorization", "Bearer " + token.replace("\"", ""));
        return token.replace("\"", "");
    }

    String get(String path) throws IOException {
        return send(desk, "GET", path, null);
    }

    String post(String path, String body) throws IOException {
        return send(desk, "POST", path, body);
    }

    String put(String path, String body) throws IOException {
        return send(desk, "PUT", path, body);
    }

    String getFromShop(String path) throws IOException {
        return send(shop, "GET", path, null);
    }

    String signInAtShop() throws IOException {
        return send(shop, "POST", "/token?user=ann&scope=read", "{}").replace("\"", "");
    }

    private String send(FakeServer fake, String method, String path, @Nullable String body) throws IOException {
        Request.Builder request = new Request.Builder().url(fake.url() + path);
        request.method(method, body == null ? null : RequestBody.create(body, JSON));
        headers.forEach(request::header);
        try (Response response = http.newCall(request.build()).execute()) {
            return response.body().string();
        } catch (IOException cut) {
            return "cut";
        } finally {
            pause(10);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
