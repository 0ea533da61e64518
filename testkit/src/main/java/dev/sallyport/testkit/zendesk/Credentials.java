package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** API tokens, OAuth clients and the tokens that they got. Guarded by the engine's lock. */
final class Credentials {
    private static final Duration CODE_LIFE = Duration.ofMinutes(2);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);

    private final Setup setup;
    private final long seed;
    private final String apiToken;
    private final String lastingToken;
    private final Map<String, Issued> tokens = new HashMap<>();
    private final Map<String, Issued> refreshes = new HashMap<>();
    private final Map<String, Instant> codes = new HashMap<>();
    private final Map<String, Set<String>> everIssued = new HashMap<>();
    private long drawn;

    Credentials(Setup setup, long seed) {
        this.setup = setup;
        this.seed = seed;
        apiToken = draw("api");
        lastingToken = draw("bearer");
    }

    private record Issued(Set<String> scopes, Instant until) {}

    /** Who presents what; {@code scopes} is null for credentials that have none and may do all that their role may. */
    record Caller(String email, @Nullable Set<String> scopes, boolean renewable) {}

    String apiToken() {
        return apiToken;
    }

    String lastingToken() {
        return lastingToken;
    }

    String code(Instant now) {
        String code = draw("code");
        codes.put(code, now.plus(CODE_LIFE));
        return code;
    }

    private String draw(String kind) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + ":" + kind + ":" + ++drawn).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * Who calls; null for nobody in particular.
     *
     * @throws Refusal if what is presented is worthless
     */
    @Nullable
    Caller caller(FakeRequest request, Instant now) {
        String presented = request.header("Authorization");
        if (presented == null) {
            return null;
        }
        String lower = presented.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ")) {
            return bearer(presented.substring(7).strip(), now);
        }
        return lower.startsWith("basic ") ? basic(presented.substring(6).strip()) : null;
    }

    private Caller bearer(String token, Instant now) {
        if (token.equals(lastingToken)) {
            return new Caller(Account.AGENT_EMAIL, setup.scopes(), false);
        }
        Issued issued = tokens.get(token);
        if (issued == null || !issued.until().isAfter(now)) {
            throw new Refusal(Replies.invalidToken());
        }
        return new Caller(Account.AGENT_EMAIL, issued.scopes(), true);
    }

    /** A wrong password counts as none at all; a wrong API token does not. */
    private @Nullable Caller basic(String encoded) {
        String plain;
        try {
            plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int colon = plain.indexOf(':');
        String user = colon < 0 ? plain : plain.substring(0, colon);
        if (!user.endsWith("/token")) {
            return null;
        }
        if (user.equalsIgnoreCase(Account.AGENT_EMAIL + "/token")
                && plain.substring(colon + 1).equals(apiToken)) {
            return new Caller(Account.AGENT_EMAIL, null, false);
        }
        throw new Refusal(Replies.unauthenticated());
    }

    /** The scopes of tokens that clients asked for, by the header that presents them; impersonation shows in no operation. */
    Map<String, Set<String>> rightsHeld() {
        Map<String, Set<String>> held = new HashMap<>();
        everIssued.forEach((token, scopes) -> {
            Set<String> rights = new TreeSet<>(scopes);
            rights.remove("impersonate");
            held.put("Bearer " + token, rights);
        });
        return held;
    }

    void revoke(FakeRequest request) {
        String presented = request.header("Authorization");
        if (presented != null && presented.length() > 7) {
            tokens.remove(presented.substring(7).strip());
        }
    }

    /** The token endpoint. */
    FakeReply issue(FakeRequest request, Instant now) {
        JsonNode asked = request.json().orElseGet(() -> form(request));
        String secret = setup.clients().get(asked.path("client_id").asString(""));
        if (secret == null || !secret.equals(asked.path("client_secret").asString(""))) {
            return Replies.oauth(401, "invalid_client", "Client authentication failed due to unknown client.");
        }
        Set<String> wanted = Scopes.read(asked.path("scope").asString(""));
        Set<String> scopes = wanted.isEmpty() ? setup.scopes() : wanted;
        return switch (asked.path("grant_type").asString("")) {
            case "client_credentials" -> granted(asked, scopes, now);
            case "authorization_code" ->
                spend(asked.path("code").asString(""), now) ? granted(asked, scopes, now) : invalidGrant();
            case "refresh_token" -> refreshed(asked, now);
            default -> Replies.oauth(400, "unsupported_grant_type", "The authorization grant type is not supported.");
        };
    }

    private static JsonNode form(FakeRequest request) {
        ObjectNode form = Replies.object();
        request.form().forEach((name, values) -> form.put(name, values.get(0)));
        return form;
    }

    private boolean spend(String code, Instant now) {
        Instant until = codes.remove(code);
        return until != null && until.isAfter(now);
    }

    private static FakeReply invalidGrant() {
        return Replies.oauth(400, "invalid_grant", "The provided authorization grant is invalid, expired or revoked.");
    }

    /** A refresh token works once. */
    private FakeReply refreshed(JsonNode asked, Instant now) {
        Issued known = refreshes.remove(asked.path("refresh_token").asString(""));
        return known == null || !known.until().isAfter(now) ? invalidGrant() : granted(asked, known.scopes(), now);
    }

    private FakeReply granted(JsonNode asked, Set<String> scopes, Instant now) {
        if (!Scopes.within(scopes, setup.scopes())) {
            return Replies.oauth(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        }
        long lifetime = asked.path("expires_in").asLong(setup.tokenLifetime().toSeconds());
        String token = draw("access");
        String refresh = draw("refresh");
        tokens.values().removeIf(old -> !old.until().isAfter(now));
        tokens.put(token, new Issued(scopes, now.plusSeconds(lifetime)));
        everIssued.put(token, scopes);
        refreshes.put(refresh, new Issued(scopes, now.plus(REFRESH_LIFE)));
        return Replies.json(
                201,
                Replies.object()
                        .put("access_token", token)
                        .put("refresh_token", refresh)
                        .put("token_type", "bearer")
                        .put("scope", String.join(" ", scopes))
                        .put("expires_in", lifetime)
                        .put("refresh_token_expires_in", REFRESH_LIFE.toSeconds()));
    }
}
