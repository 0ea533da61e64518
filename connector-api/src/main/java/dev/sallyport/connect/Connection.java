package dev.sallyport.connect;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a system is and who connects. TLS is required except to loopback addresses. Credentials go to this address only.
 * Immutable; {@code toString} holds no secret.
 */
public final class Connection {
    private final URI address;
    private final @Nullable Credentials credentials;
    private final Map<String, String> options;

    private Connection(URI address, @Nullable Credentials credentials, Map<String, String> options) {
        this.address = address;
        this.credentials = credentials;
        this.options = Map.copyOf(options);
    }

    /**
     * A connection to a system, such as {@code https://acme.my.salesforce.com}.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address, holds a user or a query, or is plain
     *     http to another machine
     */
    public static Connection to(String address) {
        URI uri = parse(address);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("the address must be like https://host, with nothing secret in it");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("credentials go into auth(...), not into the address");
        }
        if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "plain http to " + uri.getHost() + " would show credentials to the network: use https");
        }
        return new Connection(uri, null, Map.of());
    }

    /** Who connects. */
    public Connection auth(Credentials newCredentials) {
        return new Connection(address, newCredentials, options);
    }

    /** Sets an option that the connector documents, such as an API version. */
    public Connection option(String name, String value) {
        Map<String, String> copy = new HashMap<>(options);
        copy.put(name, value);
        return new Connection(address, credentials, copy);
    }

    /** The system's address. */
    public URI address() {
        return address;
    }

    /**
     * Who connects.
     *
     * @throws IllegalArgumentException if nobody was named
     */
    public Credentials credentials() {
        if (credentials == null) {
            throw new IllegalArgumentException("the connection to " + address.getHost() + " has no auth(...)");
        }
        return credentials;
    }

    /** An option, if it was set. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The names of all options that were set. */
    public Map<String, String> options() {
        return options;
    }

    /** The JDK's own message would quote the address, and with it what should not be in it. */
    private static URI parse(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the address is none: " + e.getReason() + " at index " + e.getIndex());
        }
    }

    private static boolean isLoopback(String host) {
        String bare = host.replace("[", "").replace("]", "");
        if (!bare.equals("localhost") && !bare.matches("[0-9.]+|[0-9a-fA-F:]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Connection[" + address.getScheme() + "://" + address.getHost() + "]";
    }
}
