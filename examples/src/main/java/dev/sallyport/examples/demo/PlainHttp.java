package dev.sallyport.examples.demo;

import dev.sallyport.examples.desk.DeskUnavailableException;
import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client that teams write first, and a fair one: time-outs, five tries with growing pauses on any failure, a new token
 * on 401, an exception when all tries failed. It knows nothing of what may have been committed.
 */
final class PlainHttp {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final int TRIES = 5;
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(3)).build();
    private final String base;
    private final TokenCall tokens;
    private @Nullable String token;

    /** Gets a token; the plain client asks again whenever it is told 401. */
    interface TokenCall {
        String token(OkHttpClient client) throws IOException;
    }

    PlainHttp(String base, TokenCall tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    JsonNode call(String method, String path, @Nullable JsonNode body) {
        String last = "";
        for (int i = 0; i < TRIES; i++) {
            try (Response response = client.newCall(request(method, path, body)).execute()) {
                if (response.code() == 401) {
                    token = null;
                }
                if (response.isSuccessful()) {
                    String text = response.body().string();
                    return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
                }
                last = "status " + response.code();
            } catch (IOException | JacksonException e) {
                last = e.getClass().getSimpleName();
            }
            pause(100L << i);
        }
        throw new DeskUnavailableException(method + " failed five times: " + last);
    }

    private Request request(String method, String path, @Nullable JsonNode body) throws IOException {
        if (token == null) {
            token = tokens.token(client);
        }
        RequestBody content = body == null ? null : RequestBody.create(body.toString(), TYPE);
        return new Request.Builder()
                .url(base + path)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(method, content)
                .build();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static JsonNode json(Response response) throws IOException {
        try {
            return JSON.readTree(response.body().string());
        } catch (JacksonException e) {
            throw new IOException("no JSON", e);
        }
    }
}
