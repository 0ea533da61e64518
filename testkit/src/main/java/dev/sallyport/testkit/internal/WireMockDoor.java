package dev.sallyport.testkit.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import dev.sallyport.testkit.FakeSettings;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The HTTP side of a fake: WireMock with one stub, which hands every request to the engine. */
public final class WireMockDoor implements Door, AutoCloseable {
    private static final int REQUEST_THREADS = 128;

    private final WireMockServer server;
    private final AtomicReference<MovableJetty> jetty;
    private final String bindAddress;
    private final int port;

    private WireMockDoor(WireMockServer server, AtomicReference<MovableJetty> jetty, String bindAddress) {
        this.server = server;
        this.jetty = jetty;
        this.bindAddress = bindAddress;
        this.port = server.port();
    }

    /** Starts listening for the engine. */
    public static WireMockDoor open(Engine engine, FakeSettings settings) {
        AtomicReference<MovableJetty> jetty = new AtomicReference<>();
        WireMockServer server = new WireMockServer(configuration(engine, settings, jetty));
        server.stubFor(any(anyUrl()).willReturn(ok()));
        server.start();
        WireMockDoor door = new WireMockDoor(server, jetty, settings.bindAddress());
        engine.attach(door, door.url());
        return door;
    }

    private static WireMockConfiguration configuration(
            Engine engine, FakeSettings settings, AtomicReference<MovableJetty> jetty) {
        Wire wire = engine.wire();
        return WireMockConfiguration.options()
                .bindAddress(settings.bindAddress())
                .port(settings.port())
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .containerThreads(REQUEST_THREADS)
                // The selector accepts: an acceptor thread would die when a downtime shuts the socket.
                .jettyAcceptors(0)
                .jettyStopTimeout(0L)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .notifier(new QuietNotifier())
                // A user's own WireMock files and extensions are none of a fake's business.
                .mappingSource(new NoMappings())
                .extensionScanningEnabled(false)
                .templatingEnabled(false)
                .extensions(new EngineTransformer(engine, wire))
                // WireMock's own control pages would let any client rewrite the fake.
                .adminAuthenticator(request -> false)
                .httpServerFactory(new HttpServerFactory() {
                    @Override
                    public HttpServer buildHttpServer(
                            Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
                        MovableJetty built = new MovableJetty(options, admin, stubs, wire);
                        jetty.set(built);
                        return built;
                    }
                });
    }

    /** The root URL; for an address that means every interface, the loopback one. */
    public String url() {
        String host = bindAddress.equals("0.0.0.0") || bindAddress.equals("::") ? "127.0.0.1" : bindAddress;
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void shut() {
        Objects.requireNonNull(jetty.get()).shut();
    }

    @Override
    public void reopen() {
        Objects.requireNonNull(jetty.get()).reopen(port);
    }

    @Override
    public void close() {
        server.stop();
    }
}
