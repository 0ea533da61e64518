package dev.sallyport.testkit.salesforce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client over real sockets that tries once and tells what it saw. */
final class OrgClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String root;
    private final String token;
    private final OkHttpClient http;

    OrgClient(FakeSalesforce fake) {
        this(fake, fake.token());
    }

    OrgClient(FakeSalesforce fake, String token) {
        this(fake, token, Duration.ofSeconds(5));
    }

    /** One that waits so long, for what takes its time on a busy machine. */
    OrgClient(FakeSalesforce fake, Duration patience) {
        this(fake, fake.token(), patience);
    }

    private OrgClient(FakeSalesforce fake, String token, Duration patience) {
        this.http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(patience)
                .build();
        this.root = fake.url();
        this.token = token;
    }

    /** A reply; the body is a missing node where there is none or it is not JSON. */
    record Seen(int status, JsonNode body, String text, Headers headers) {
        String code() {
            return body.path(0).path("errorCode").asString("");
        }

        String message() {
            return body.path(0).path("message").asString("");
        }

        String id() {
            return body.path("id").asString("");
        }
    }

    Seen get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Seen post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Seen patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    Seen query(String soql, String... headers) {
        return get("query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8), headers);
    }

    /** The values of one field in the rows of a query. */
    List<String> column(String field, String soql) {
        List<String> values = new ArrayList<>();
        query(soql)
                .body()
                .path("records")
                .forEach(row -> values.add(row.path(field).asString("null")));
        return values;
    }

    Seen form(String path, String body) {
        return exchange(new Request.Builder()
                .url(root + path)
                .post(RequestBody.create(body, MediaType.get("application/x-www-form-urlencoded")))
                .build());
    }

    /** Sends to a path below the API's version, or from the root if it begins with a slash. */
    Seen send(String method, String path, String body, String... headers) {
        Request.Builder request = new Request.Builder()
                .url(root + (path.startsWith("/") ? path : "/services/data/v62.0/" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? null : RequestBody.create(body, MediaType.get("application/json")));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build());
    }

    private Seen exchange(Request request) {
        try (Response response = http.newCall(request).execute()) {
            String text = response.body().string();
            return new Seen(response.code(), parsed(text), text, response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
