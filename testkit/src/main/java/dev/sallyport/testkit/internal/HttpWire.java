package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Response;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Between the socket and the engine. A plain reply is written at once; what is held, trickled, stalled or cut leaves when the
 * agenda says so, and no thread waits for it.
 */
final class HttpWire extends AbstractHandler {
    private final Engine engine;
    private final Agenda agenda;
    private final int mostBytes;

    HttpWire(Engine engine, Agenda agenda, int mostBytes) {
        this.engine = engine;
        this.agenda = agenda;
        this.mostBytes = mostBytes;
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest asked, HttpServletResponse response)
            throws IOException {
        request.setHandled(true);
        byte[] body = body(request);
        try {
            send(engine.answer(read(request, body)), request);
        } catch (RuntimeException | Error failure) {
            engine.problem("wire", failure);
            response.setStatus(500);
        }
    }

    /** A byte more than is taken shows that there is too much. */
    private byte[] body(Request request) throws IOException {
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(mostBytes == Integer.MAX_VALUE ? mostBytes : mostBytes + 1);
        // A client that is still sending does not look at its answer.
        in.transferTo(OutputStream.nullOutputStream());
        return body;
    }

    private FakeRequest read(Request request, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField header : request.getHttpFields()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1))
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return FakeRequest.of(request.getMethod(), request.getHttpURI().getPathQuery(), headers, body, engine.now());
    }

    private void send(WireReply answer, Request request) {
        Response response = request.getResponse();
        FakeReply reply = answer.reply();
        byte[] body = reply == null ? new byte[0] : reply.body();
        if (reply != null) {
            response.setStatus(reply.status());
            for (Map.Entry<String, String> header : reply.headers()) {
                response.addHeader(header.getKey(), header.getValue());
            }
        }
        if (!answer.isPlain()) {
            new Sending(agenda, answer, request, body).begin();
            return;
        }
        try {
            if (body.length > 0) {
                response.setContentLength(body.length);
                response.getHttpOutput().write(body);
            }
            response.closeOutput();
        } catch (IOException gone) {
            // The client hung up: there is nobody to tell, and what was done is in the truth.
        }
    }
}
