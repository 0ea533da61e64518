package dev.sallyport.testkit.control;

import java.io.IOException;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a control API over real sockets. */
final class ControlClient {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private final OkHttpClient http = new OkHttpClient();
    private final ControlServer control;

    ControlClient(ControlServer control) {
        this.control = control;
    }

    record Seen(int status, JsonNode json, okhttp3.Headers headers) {
        String text() {
            return json.isString() ? json.stringValue() : json.toString();
        }
    }

    Seen get(String path) throws IOException {
        return send("GET", path, null, Map.of("Authorization", "Bearer " + control.token()));
    }

    Seen send(String method, String path, String body) throws IOException {
        return send(method, path, body, Map.of("Authorization", "Bearer " + control.token()));
    }

    Seen send(String method, String path, String body, Map<String, String> headers) throws IOException {
        Request.Builder request = new Request.Builder().url(control.url() + path);
        headers.forEach(request::header);
        boolean bodiless = method.equals("GET");
        RequestBody content =
                bodiless ? null : RequestBody.create(body == null ? "" : body, MediaType.get("application/json"));
        try (Response response =
                http.newCall(request.method(method, content).build()).execute()) {
            String text = response.body().string();
            boolean json = String.valueOf(response.header("Content-Type")).startsWith("application/json");
            return new Seen(
                    response.code(),
                    json ? JSON.readTree(text) : JSON.getNodeFactory().stringNode(text),
                    response.headers());
        }
    }

    OkHttpClient http() {
        return http;
    }
}
