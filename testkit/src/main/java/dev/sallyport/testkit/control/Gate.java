package dev.sallyport.testkit.control;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may come in: a host that no stranger's name server can point here, a page of our own, and the token. */
final class Gate {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IP_V6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");

    private final byte[] expected;
    private final Set<String> hosts;

    Gate(String token, Set<String> hosts) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.hosts = Set.copyOf(hosts);
    }

    /** A page of another site may have sent the browser here: its name is not ours, whatever address it resolves to. */
    void checkHost(Headers headers) {
        String host = only(headers, "Host");
        if (host == null || !allowed(host)) {
            throw new ControlException(
                    403, "host-not-allowed", "the Host header names a host that is not allowed here", Hints.HOST);
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        if (!origins.isEmpty() && (origins.size() > 1 || !host.equalsIgnoreCase(authority(origins.get(0))))) {
            throw new ControlException(
                    403, "origin-not-allowed", "the call comes from a page of another origin", Hints.ORIGIN);
        }
    }

    void checkToken(Headers headers) {
        String presented = only(headers, "Authorization");
        byte[] given = (presented == null ? "" : presented).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, expected)) {
            throw new ControlException(401, "token-wanted", "the token is missing or wrong", Hints.TOKEN);
        }
    }

    private boolean allowed(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return hosts.contains(name)
                || IP_V4.matcher(name).matches()
                || IP_V6.matcher(name).matches();
    }

    private static String authority(String origin) {
        try {
            URI uri = URI.create(origin);
            return "http".equals(uri.getScheme()) && uri.getRawAuthority() != null ? uri.getRawAuthority() : "";
        } catch (IllegalArgumentException noUri) {
            return "";
        }
    }

    private static @Nullable String only(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }
}
