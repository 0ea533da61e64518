package dev.sallyport.testkit.control;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testkit.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The control API of running fakes and the page that shows it, on a port of its own: state, faults, clock, journal, truth,
 * verdict. Every call but those for the page and the OpenAPI document needs the token. Safe for several threads. Close it;
 * the fakes stay open.
 */
public final class ControlServer implements AutoCloseable {
    private static final int THREADS = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Console console;
    private final String url;
    private final String token;

    private ControlServer(Builder builder) {
        token = builder.token == null ? newToken() : builder.token;
        console = new Console(List.copyOf(builder.fakes), builder.clock);
        try {
            server = HttpServer.create(new InetSocketAddress(builder.bindAddress, builder.port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "cannot listen on " + builder.bindAddress + " port " + builder.port + ": " + taken.getMessage(),
                    taken);
        }
        threads = new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "fake-control");
            thread.setDaemon(true);
            return thread;
        });
        url = "http://" + shown(builder.bindAddress) + ":" + server.getAddress().getPort();
        server.createContext("/", new Door(console, new Gate(token, builder.hosts)));
        server.setExecutor(threads);
        server.start();
    }

    private static String newToken() {
        byte[] drawn = new byte[24];
        new SecureRandom().nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    private static String shown(String bindAddress) {
        boolean all = bindAddress.equals("0.0.0.0") || bindAddress.equals("::");
        String host = all ? "127.0.0.1" : bindAddress;
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** Sets up the control of fakes; see {@link Builder} for the defaults. */
    public static Builder of(FakeServer... fakes) {
        return new Builder(List.of(fakes));
    }

    /** The page's address, without a slash at the end and without the token. */
    public String url() {
        return url;
    }

    /** Where a system's part of the API begins: {@code …/__fake/zendesk}. */
    public String url(String system) {
        return url + "/__fake/" + system;
    }

    /** The page's address with the token in its fragment, which a browser keeps to itself. */
    public String page() {
        return url + "/#token=" + token;
    }

    /** The token, for {@code Authorization: Bearer}. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        console.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Sets up the control of fakes. Defaults: any free port on 127.0.0.1, a random token, hosts by IP address or as
     * {@code localhost}, a clock that cannot be moved. Not for several threads.
     */
    public static final class Builder {
        private final List<FakeServer> fakes;
        private final Set<String> hosts = new HashSet<>(Set.of("localhost"));
        private String bindAddress = "127.0.0.1";
        private int port;
        private @Nullable String token;
        private @Nullable MovableClock clock;

        private Builder(List<FakeServer> fakes) {
            this.fakes = new ArrayList<>(fakes);
        }

        /** Sets the port; 0 takes any free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Sets the address to listen on. Anything but loopback lets other machines in. */
        public Builder bindAddress(String address) {
            bindAddress = Objects.requireNonNull(address, "address");
            return this;
        }

        /** Sets a token known beforehand in place of a random one. */
        public Builder token(String secret) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException("the token must not be blank");
            }
            token = secret;
            return this;
        }

        /** Allows a host name by which browsers and clients may call, besides {@code localhost} and IP addresses. */
        public Builder allowHost(String name) {
            hosts.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /** Sets the clock that the fakes were started with, so that it can be moved. */
        public Builder clock(MovableClock shared) {
            clock = shared;
            return this;
        }

        /**
         * Starts it; it listens when this returns.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public ControlServer start() {
            return new ControlServer(this);
        }
    }
}
