package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.sallyport.testkit.FakeSettings;

/** The HTTP side of a fake: WireMock's server, which hands every request to the engine. */
public final class WireMockDoor implements Door, AutoCloseable {
    private static final int REQUEST_THREADS = 128;

    private final MovableJetty server;
    private final String bindAddress;
    private final int port;

    private WireMockDoor(MovableJetty server, String bindAddress) {
        this.server = server;
        this.bindAddress = bindAddress;
        this.port = server.port();
    }

    /** Starts listening for the engine. */
    public static WireMockDoor open(Engine engine, FakeSettings settings) {
        MovableJetty server = new MovableJetty(options(settings), engine.wire());
        server.start();
        WireMockDoor door = new WireMockDoor(server, settings.bindAddress());
        engine.attach(door, door.url());
        return door;
    }

    private static Options options(FakeSettings settings) {
        return WireMockConfiguration.options()
                .bindAddress(settings.bindAddress())
                .port(settings.port())
                .http2PlainDisabled(true)
                .containerThreads(REQUEST_THREADS)
                // The selector accepts: an acceptor thread would die when a downtime shuts the socket.
                .jettyAcceptors(0)
                .jettyStopTimeout(0L);
    }

    /** The root URL; for an address that means every interface, the loopback one. */
    public String url() {
        String host = bindAddress.equals("0.0.0.0") || bindAddress.equals("::") ? "127.0.0.1" : bindAddress;
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    public int port() {
        return port;
    }

    public int connections() {
        return server.connections();
    }

    @Override
    public void shut() {
        server.shut();
    }

    @Override
    public void reopen() {
        server.reopen(port);
    }

    @Override
    public void close() {
        server.stop();
    }
}
