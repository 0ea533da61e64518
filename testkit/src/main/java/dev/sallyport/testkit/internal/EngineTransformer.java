package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Translates between WireMock's words and the engine's. */
final class EngineTransformer implements ResponseTransformerV2 {
    private final Engine engine;
    private final Wire wire;

    EngineTransformer(Engine engine, Wire wire) {
        this.engine = engine;
        this.wire = wire;
    }

    @Override
    public String getName() {
        return "sallyport-engine";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public Response transform(Response stubbed, ServeEvent event) {
        try {
            return response(engine.answer(request(event.getRequest())));
        } catch (RuntimeException | Error failure) {
            engine.problem("engine", failure);
            return Response.response().status(500).build();
        }
    }

    private FakeRequest request(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), header.values());
        }
        byte[] body = request.getBody();
        return FakeRequest.of(
                request.getMethod().getName(),
                request.getUrl(),
                headers,
                body == null ? new byte[0] : body,
                engine.now());
    }

    private Response response(WireReply answer) {
        FakeReply reply = answer.reply();
        if (reply == null) {
            return Response.response()
                    .status(200)
                    .headers(new HttpHeaders(HttpHeader.httpHeader(Wire.ORDER, wire.order(answer))))
                    .build();
        }
        FakeReply sent = answer.isPlain() ? reply : reply.header(Wire.ORDER, wire.order(answer));
        return Response.response()
                .status(sent.status())
                .headers(headers(sent))
                .body(sent.body())
                .build();
    }

    private static HttpHeaders headers(FakeReply reply) {
        Map<String, HttpHeader> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : reply.headers()) {
            byName.merge(
                    header.getKey(),
                    HttpHeader.httpHeader(header.getKey(), header.getValue()),
                    EngineTransformer::joined);
        }
        return new HttpHeaders(byName.values());
    }

    private static HttpHeader joined(HttpHeader one, HttpHeader other) {
        String[] values =
                Stream.concat(one.values().stream(), other.values().stream()).toArray(String[]::new);
        return HttpHeader.httpHeader(one.key(), values);
    }
}
