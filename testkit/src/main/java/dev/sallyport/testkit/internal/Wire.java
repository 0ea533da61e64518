package dev.sallyport.testkit.internal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * What happens on the socket beyond a plain reply: held, trickled, stalled, cut. WireMock hands over the whole reply at once
 * and is done; the bytes leave from here, when the agenda says so, and no thread waits for it.
 */
final class Wire extends HandlerWrapper {
    /** The header by which a reply finds its order again; it never leaves. */
    static final String ORDER = "Sallyport-Order";

    private final Agenda agenda;
    private final Map<String, WireReply> orders = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Wire(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Keeps what is to happen until the reply that carries this number comes by. */
    String order(WireReply reply) {
        String number = Long.toString(numbers.incrementAndGet());
        orders.put(number, reply);
        return number;
    }

    @Nullable
    WireReply ordered(String number) {
        return orders.remove(number);
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest asked, HttpServletResponse response)
            throws IOException, ServletException {
        CapturedReply captured = new CapturedReply(response, this);
        super.handle(target, request, asked, captured);
        WireReply order = captured.order();
        if (order != null) {
            new Sending(agenda, order, request, captured.body()).begin();
        }
    }
}
