package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.handler.DefaultHandler;

/** WireMock's server with the engine in place of stubs, and with a listening socket that can go away and come back. */
final class MovableJetty extends Jetty11HttpServer {
    MovableJetty(Options options, HttpWire wire) {
        super(options, null, null);
        jettyServer.setHandler(wire);
    }

    /** WireMock's own would match stubs and log requests, which took longer than an answer of the engine's. */
    @Override
    protected Handler createHandler(
            Options options, @Nullable AdminRequestHandler admin, @Nullable StubRequestHandler stubs) {
        return new DefaultHandler();
    }

    int connections() {
        return httpConnector.getConnectedEndPoints().size();
    }

    void shut() {
        httpConnector.setAccepting(false);
        httpConnector.close();
    }

    void reopen(int port) {
        try {
            httpConnector.setPort(port);
            httpConnector.open();
            // The selector accepts, and a selector takes no blocking channel.
            ((SelectableChannel) httpConnector.getTransport()).configureBlocking(false);
            httpConnector.setAccepting(true);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + " again after a downtime", taken);
        }
    }
}
