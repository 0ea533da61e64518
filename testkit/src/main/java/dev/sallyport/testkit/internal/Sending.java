package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.Cut;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.SocketChannelEndPoint;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.util.Callback;

/** One reply on its way out, step by step. */
final class Sending {
    private static final int TRICKLED_CHUNKS = 10;

    private final Agenda agenda;
    private final WireReply order;
    private final Request request;
    private final byte[] body;
    private final AsyncContext rest;

    Sending(Agenda agenda, WireReply order, Request request, byte[] body) {
        this.agenda = agenda;
        this.order = order;
        this.request = request;
        this.body = body;
        rest = request.startAsync();
        rest.setTimeout(0);
    }

    void begin() {
        agenda.reply(order.hold(), this::send);
    }

    private void send() {
        Cut cut = order.cut();
        if (cut != null && (order.reply() == null || body.length == 0)) {
            agenda.reply(order.spread(), () -> end(cut));
            return;
        }
        if (body.length > 0) {
            request.getResponse().getHttpFields().putLongField(HttpHeader.CONTENT_LENGTH, body.length);
        }
        if (cut != null) {
            write(0, body.length / 2, () -> agenda.reply(order.spread(), () -> end(cut)));
        } else if (order.spread().isZero()) {
            write(0, body.length, rest::complete);
        } else {
            chunk(0, Math.max(1, Math.min(TRICKLED_CHUNKS, body.length)));
        }
    }

    private void chunk(int index, int chunks) {
        Duration pause = order.spread().dividedBy(chunks);
        int from = body.length * index / chunks;
        int to = body.length * (index + 1) / chunks;
        agenda.reply(pause, () -> write(from, to, to == body.length ? rest::complete : () -> chunk(index + 1, chunks)));
    }

    /** Past Jetty's own stream, which would wait for the bytes to leave and would not let a reply fall short. */
    private void write(int from, int to, Runnable next) {
        request.getResponse()
                .getHttpOutput()
                .getInterceptor()
                .write(ByteBuffer.wrap(body, from, to - from), false, Callback.from(next, gone -> rest.complete()));
    }

    private void end(Cut cut) {
        EndPoint connection = request.getHttpChannel().getEndPoint();
        if (cut == Cut.RESET && connection instanceof SocketChannelEndPoint plain) {
            try {
                plain.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException gone) {
                // The client hung up first, so there is nobody left to reset.
            }
        }
        connection.close();
        rest.complete();
    }
}
