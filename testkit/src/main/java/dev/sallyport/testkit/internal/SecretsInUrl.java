package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.FakeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds secrets where proxies and logs would keep them. */
final class SecretsInUrl {
    /** Shorter ones could stand in an id by chance. */
    private static final int TELLING_LENGTH = 12;

    private SecretsInUrl() {}

    static boolean in(FakeRequest request, Set<String> names) {
        String token = token(request.header("Authorization"));
        if (token != null && request.path().contains(token)) {
            return true;
        }
        for (Map.Entry<String, List<String>> parameter :
                request.queryParameters().entrySet()) {
            boolean secret = names.contains(parameter.getKey().toLowerCase(Locale.ROOT));
            for (String value : parameter.getValue()) {
                if (secret ? !value.isEmpty() : token != null && value.contains(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable String token(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        String token = authorization.substring(authorization.indexOf(' ') + 1);
        return token.length() < TELLING_LENGTH ? null : token;
    }
}
