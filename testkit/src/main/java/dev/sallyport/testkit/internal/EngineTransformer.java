package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Translates between WireMock's words and the engine's. */
final class EngineTransformer implements ResponseTransformerV2 {
    private static final int TRICKLE_CHUNKS = 10;

    private final Engine engine;

    EngineTransformer(Engine engine) {
        this.engine = engine;
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
        Response.Builder response = Response.response()
                .incrementInitialDelay(engine.onMachine(answer.hold()).toMillis());
        FakeReply reply = answer.reply();
        if (reply == null) {
            boolean reset = answer.cut() == Cut.RESET;
            return response.status(200)
                    .fault(reset ? Fault.CONNECTION_RESET_BY_PEER : Fault.EMPTY_RESPONSE)
                    .build();
        }
        response.status(reply.status()).headers(headers(reply)).body(reply.body());
        Duration trickle = answer.trickle();
        if (!trickle.isZero()) {
            int chunks = Math.max(1, Math.min(TRICKLE_CHUNKS, reply.length()));
            response.chunkedDribbleDelay(new ChunkedDribbleDelay(
                    chunks, (int) engine.onMachine(trickle).toMillis()));
        }
        return response.build();
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
