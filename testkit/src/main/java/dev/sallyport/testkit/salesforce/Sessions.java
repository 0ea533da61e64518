package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The access tokens that count. */
final class Sessions {
    private static final Duration CODE_LIFE = Duration.ofMinutes(15);

    /** A session; one without an end lasts. */
    record Session(String username, @Nullable Instant until) {}

    private final String organizationId;
    private final long seed;
    private final Duration lifetime;
    private final Map<String, Session> open = new HashMap<>();
    private final Map<String, Session> codes = new HashMap<>();
    private int issued;

    Sessions(String organizationId, long seed, Duration lifetime) {
        this.organizationId = organizationId;
        this.seed = seed;
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    String open(String username, Instant now) {
        String token = token(username + "#" + ++issued);
        open.put(token, new Session(username, now.plus(lifetime)));
        return token;
    }

    /** A code that a user gives a client, once. */
    String code(String username, Instant now) {
        String code = "aPrx" + token(username + "#code" + ++issued).substring(Ids.SHORT + 1);
        codes.put(code, new Session(username, now.plus(CODE_LIFE)));
        return code;
    }

    /** The user who gave the code; null if it is spent or was none. */
    @Nullable
    String spend(String code, Instant now) {
        Session session = codes.remove(code);
        Instant until = session == null ? null : session.until();
        return session == null || until == null || !now.isBefore(until) ? null : session.username();
    }

    /** The token of a user that lasts; the same each time. */
    String lasting(String username) {
        return token(username);
    }

    void allowLasting(String username) {
        open.put(lasting(username), new Session(username, null));
    }

    private String token(String of) {
        String hash = Subject.ofContent(seed + "|" + of).value();
        return Ids.shortened(organizationId) + "!AQ" + hash.substring(hash.indexOf(':') + 1) + ".fake";
    }

    @Nullable
    Session find(@Nullable String token, Instant now) {
        Session session = token == null ? null : open.get(token);
        if (session == null) {
            return null;
        }
        Instant until = session.until();
        return until != null && !now.isBefore(until) ? null : session;
    }

    void close(@Nullable String token) {
        if (token != null) {
            open.remove(token);
        }
    }

    void closeAll() {
        open.clear();
        codes.clear();
        issued = 0;
    }

    /** The token that a request presents in its header; null if there is none. */
    static @Nullable String presented(FakeRequest request) {
        String session = request.header("X-SFDC-Session");
        if (session != null && AsyncReplies.serves(request)) {
            return session;
        }
        String header = request.header("Authorization");
        int space = header == null ? -1 : header.indexOf(' ');
        if (header == null || space < 0) {
            return null;
        }
        String scheme = header.substring(0, space).toLowerCase(Locale.ROOT);
        return scheme.equals("bearer") || scheme.equals("oauth")
                ? header.substring(space + 1).strip()
                : null;
    }
}
