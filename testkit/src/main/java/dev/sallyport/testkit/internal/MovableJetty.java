package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;

/** WireMock's server with a listening socket that can go away and come back. */
final class MovableJetty extends Jetty11HttpServer {
    MovableJetty(Options options, AdminRequestHandler admin, StubRequestHandler stubs, Wire wire) {
        super(options, admin, stubs);
        jettyServer.insertHandler(wire);
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
