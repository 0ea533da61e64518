package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OAuth: tokens against client credentials, passwords, refresh tokens and signed assertions. */
final class Login {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Org org;
    private final Sessions sessions;
    private final String refreshToken;

    Login(Org org, Sessions sessions, String refreshToken) {
        this.org = org;
        this.sessions = sessions;
        this.refreshToken = refreshToken;
    }

    /** A login that is refused. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String error;
        private final String description;

        Refused(String error, String description) {
            super(error, null, false, false);
            this.error = error;
            this.description = description;
        }
    }

    FakeReply token(FakeRequest request, String baseUrl, Instant now) {
        try {
            Map<String, List<String>> form = request.form();
            String grant = first(form, "grant_type");
            SalesforceUser user = switch (grant) {
                case "client_credentials" -> client(request, form, true);
                case "password" -> password(request, form);
                case "refresh_token" -> refresh(request, form);
                case "authorization_code" -> code(request, form, now);
                case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(form, now);
                default -> throw new Refused("unsupported_grant_type", "grant type not supported");
            };
            ObjectNode reply = granted(user, root(request, baseUrl), now);
            return FakeReply.json(
                    200, grant.equals("authorization_code") ? reply.put("refresh_token", refreshToken) : reply);
        } catch (Refused refused) {
            ObjectNode error = JsonNodeFactory.instance.objectNode();
            error.put("error", refused.error).put("error_description", refused.description);
            return FakeReply.json(400, error);
        }
    }

    /** Where the client came in: tokens name the host that it knows the org by. */
    static String root(FakeRequest request, String baseUrl) {
        String host = request.header("Host");
        return host == null ? baseUrl : "http://" + host;
    }

    private ObjectNode granted(SalesforceUser user, String root, Instant now) {
        String token = sessions.open(user.username(), now);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("access_token", token);
        reply.put("signature", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        reply.put("scope", "api id");
        reply.put("instance_url", root);
        reply.put(
                "id",
                root + "/id/" + org.id() + "/" + org.caller(user.username()).userId());
        reply.put("token_type", "Bearer");
        reply.put("issued_at", Long.toString(now.toEpochMilli()));
        return reply;
    }

    private SalesforceUser client(FakeRequest request, Map<String, List<String>> form, boolean secretNeeded)
            throws Refused {
        String[] basic = basic(request);
        String id = basic == null ? first(form, "client_id") : basic[0];
        String secret = basic == null ? first(form, "client_secret") : basic[1];
        SalesforceUser user = org.clientUser(id);
        if (user == null) {
            throw new Refused("invalid_client_id", "client identifier invalid");
        }
        if ((secretNeeded || !secret.isEmpty()) && !secret.equals(user.clientSecret())) {
            throw new Refused("invalid_client", "invalid client credentials");
        }
        return user;
    }

    private SalesforceUser password(FakeRequest request, Map<String, List<String>> form) throws Refused {
        client(request, form, true);
        SalesforceUser user = org.user(first(form, "username"));
        if (user == null || !user.opensWith(first(form, "password"))) {
            throw new Refused("invalid_grant", "authentication failure");
        }
        return user;
    }

    private SalesforceUser refresh(FakeRequest request, Map<String, List<String>> form) throws Refused {
        SalesforceUser user = client(request, form, false);
        if (!first(form, "refresh_token").equals(refreshToken)) {
            throw new Refused("invalid_grant", "expired access/refresh token");
        }
        return user;
    }

    private SalesforceUser code(FakeRequest request, Map<String, List<String>> form, Instant now) throws Refused {
        client(request, form, false);
        String username = sessions.spend(first(form, "code"), now);
        SalesforceUser user = username == null ? null : org.user(username);
        if (user == null) {
            throw new Refused("invalid_grant", "expired authorization code");
        }
        return user;
    }

    /** The signature is not checked: the fake has no certificate to check it by. */
    private SalesforceUser assertion(Map<String, List<String>> form, Instant now) throws Refused {
        JsonNode claims = claims(first(form, "assertion"));
        if (org.clientUser(claims.path("iss").asString("")) == null) {
            throw new Refused("invalid_client_id", "client identifier invalid");
        }
        SalesforceUser user = org.user(claims.path("sub").asString(""));
        if (user == null) {
            throw new Refused("invalid_grant", "user hasn't approved this consumer");
        }
        if (claims.path("exp").asLong(0) <= now.getEpochSecond()) {
            throw new Refused("invalid_grant", "expired authorization code");
        }
        return user;
    }

    private static JsonNode claims(String assertion) throws Refused {
        String[] parts = assertion.split("\\.", -1);
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
            return JSON.readTree(claims);
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw new Refused("invalid_grant", "invalid assertion");
        }
    }

    private static String @Nullable [] basic(FakeRequest request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? parts : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    static String first(Map<String, List<String>> form, String name) {
        List<String> values = form.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
