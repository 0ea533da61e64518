package dev.sallyport.benchmarks;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;

/** WireMock with one stub and its journal off, which answers one path with a contact as the fake shows it. */
final class BareStub {
    static final String PATH = "/services/data/v62.0/sobjects/Contact/003000000000001AAA";
    private static final String CONTACT =
            "{\"attributes\":{\"type\":\"Contact\",\"url\":\"" + PATH + "\"}" + ",\"Title\":null".repeat(60) + "}";

    private BareStub() {}

    static WireMockServer start() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().disableRequestJournal());
        server.stubFor(get(urlEqualTo(PATH)).willReturn(okJson(CONTACT)));
        server.start();
        return server;
    }

    /** Starts it, says where it is, and serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        WireMockServer server = start();
        System.out.println("http://127.0.0.1:" + server.port() + " none");
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whoever started it keeps the other end open.
        }
        server.stop();
    }
}
