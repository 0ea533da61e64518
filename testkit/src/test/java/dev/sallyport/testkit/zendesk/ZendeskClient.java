package dev.sallyport.testkit.zendesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client over real sockets that tries once and tells what it saw. */
final class ZendeskClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");

    private final String url;
    private String authorization;
    private final OkHttpClient http;

    ZendeskClient(FakeZendesk fake) {
        this(fake, Duration.ofSeconds(5));
    }

    /** One that waits so long, for what takes its time on a busy machine. */
    ZendeskClient(FakeZendesk fake, Duration patience) {
        this.http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(patience)
                .build();
        this.url = fake.url();
        this.authorization = "Bearer " + fake.token();
    }

    record Seen(int status, String text, okhttp3.Headers headers) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        List<Long> ids(String name) {
            return StreamSupport.stream(json().path(name).spliterator(), false)
                    .map(row -> row.path("id").longValue())
                    .toList();
        }
    }

    ZendeskClient as(String header) {
        authorization = header;
        return this;
    }

    Seen get(String path) {
        return send("GET", path, null);
    }

    Seen put(String path, String body) {
        return send("PUT", path, body);
    }

    Seen post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Seen delete(String path) {
        return send("DELETE", path, null);
    }

    /** A body may be written with single quotes. */
    Seen send(String method, String path, String body, String... headers) {
        Request.Builder request = new Request.Builder().url(path.startsWith("http") ? path : url + path);
        request.method(method, body == null ? null : RequestBody.create(body.replace('\'', '"'), JSON_TYPE));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        for (List<String> header : List.of(Arrays.asList(headers))) {
            for (int index = 0; index + 1 < header.size(); index += 2) {
                request.header(header.get(index), header.get(index + 1));
            }
        }
        try (Response response = http.newCall(request.build()).execute()) {
            return new Seen(response.code(), response.body().string(), response.headers());
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
