package dev.sallyport.testkit.spi;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor asks of its clients, as far as a judge must know it to be fair. Immutable.
 *
 * <p>Defaults: no idempotency keys, nothing to poll, no rights, and the usual names of secrets ({@code access_token},
 * {@code oauth_token}, {@code refresh_token}, {@code token}, {@code password}, {@code client_secret}, {@code secret},
 * {@code api_key}, {@code apikey}, {@code sid}).
 */
public final class HouseRules {
    private static final Set<String> SECRETS = Set.of(
            "access_token",
            "oauth_token",
            "refresh_token",
            "token",
            "password",
            "client_secret",
            "secret",
            "api_key",
            "apikey",
            "sid");
    private static final HouseRules USUAL = builder().build();

    private final @Nullable String keyHeader;
    private final Set<String> keyedOperations;
    private final Map<String, Duration> polled;
    private final Set<String> secretParameters;

    private HouseRules(Builder builder) {
        keyHeader = builder.keyHeader;
        keyedOperations = Set.copyOf(builder.keyedOperations);
        polled = Map.copyOf(builder.polled);
        secretParameters = Set.copyOf(builder.secretParameters);
    }

    /** The defaults above. */
    public static HouseRules usual() {
        return USUAL;
    }

    /** The defaults, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** The request header that carries an idempotency key; null where there is none. */
    public @Nullable String keyHeader() {
        return keyHeader;
    }

    /** The operations that heed an idempotency key. */
    public Set<String> keyedOperations() {
        return keyedOperations;
    }

    /** The operations that clients ask again and again until something is done, with the shortest pause that is polite. */
    public Map<String, Duration> polled() {
        return polled;
    }

    /** Query parameters, in lower case, that hold a secret and so have no place in a URL. */
    public Set<String> secretParameters() {
        return secretParameters;
    }

    /** Collects house rules. Not for several threads. */
    public static final class Builder {
        private @Nullable String keyHeader;
        private final Set<String> keyedOperations = new HashSet<>();
        private final Map<String, Duration> polled = new HashMap<>();
        private final Set<String> secretParameters = new HashSet<>(SECRETS);

        private Builder() {}

        /** Says which header makes these operations safe to repeat. */
        public Builder idempotencyKey(String header, String... operations) {
            keyHeader = header;
            keyedOperations.addAll(Set.of(operations));
            return this;
        }

        /** Says that an operation is asked repeatedly, and with which pause at least. */
        public Builder polled(String operation, Duration pause) {
            polled.put(operation, pause);
            return this;
        }

        /** Says that a parameter of this name is no secret here. */
        public Builder notSecret(String parameter) {
            secretParameters.remove(parameter);
            return this;
        }

        /** The rules. */
        public HouseRules build() {
            return new HouseRules(this);
        }
    }
}
