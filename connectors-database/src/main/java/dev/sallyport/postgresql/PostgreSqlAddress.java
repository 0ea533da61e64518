package dev.sallyport.postgresql;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param host the host
 * @param port the port
 * @param database the database
 * @param options the driver's options from the address
 */
record PostgreSqlAddress(String host, int port, String database, Map<String, String> options) {
    private static final String PREFIX = "jdbc:";
    private static final Set<String> OPTIONS = Set.of("sslmode", "sslrootcert");
    private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

    static PostgreSqlAddress parse(String address) {
        URI uri = address.startsWith(PREFIX + "postgresql://")
                ? URI.create(address.substring(PREFIX.length()))
                : URI.create("");
        if (uri.getHost() == null || uri.getUserInfo() != null || !uri.getPath().matches("/[^/]+")) {
            throw new IllegalArgumentException(
                    "the address must be like jdbc:postgresql://host:5432/database, one host, with nothing secret in it");
        }
        Map<String, String> options = options(uri.getQuery());
        String host = uri.getHost().replace("[", "").replace("]", "");
        if (!isLoopback(host) && !ENCRYPTED.contains(options.getOrDefault("sslmode", "none"))) {
            throw new IllegalArgumentException("without TLS the connection to " + host
                    + " would show data and credentials to the network: add ?sslmode=verify-full");
        }
        return new PostgreSqlAddress(
                host, uri.getPort() < 0 ? 5432 : uri.getPort(), uri.getPath().substring(1), options);
    }

    String url() {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return PREFIX + "postgresql://" + bracketed + ":" + port + "/" + database;
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new HashMap<>();
        if (query == null) {
            return options;
        }
        for (String option : query.split("&", -1)) {
            String[] parts = option.split("=", 2);
            if (parts.length != 2 || !OPTIONS.contains(parts[0])) {
                throw new IllegalArgumentException("the address takes the options " + OPTIONS
                        + " only; credentials go into user(...) and password(...)");
            }
            options.put(parts[0], parts[1]);
        }
        return Map.copyOf(options);
    }

    private static boolean isLoopback(String host) {
        if (!host.equals("localhost") && !host.matches("[0-9.]+|[0-9a-fA-F:]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
