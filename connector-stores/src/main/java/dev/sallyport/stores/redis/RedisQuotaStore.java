package dev.sallyport.stores.redis;

import dev.sallyport.Secret;
import dev.sallyport.stores.quota.QuotaHealth;
import dev.sallyport.stores.quota.QuotaSettings;
import dev.sallyport.stores.quota.SharedQuotaStore;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Limits that many processes count together in Redis 6 or later, under keys that expire. Needs
 * {@code com.bucket4j:bucket4j_jdk17-lettuce} and {@code io.lettuce:lettuce-core} on the class path.
 */
public final class RedisQuotaStore {
    private RedisQuotaStore() {}

    /** A store at a plain address, such as {@code redis://quota.internal:6379}. */
    public static Builder at(String uri) {
        return at(Secret.of(uri));
    }

    /** A store at an address that holds a password, such as {@code rediss://:password@quota.internal:6379/2}. */
    public static Builder at(Secret uri) {
        return new Builder(uri);
    }

    /**
     * Collects settings. Defaults: keys that begin with {@code sallyport:quota:}; 1 second for Redis to answer;
     * 10 units for the dearest call; 1 process expected until Redis has told how many; calls are spread by 20
     * milliseconds on their way. Not thread-safe; opens one store.
     */
    public static final class Builder {
        private final Secret uri;
        private String prefix = "sallyport:quota:";
        private Duration timeout = Duration.ofSeconds(1);
        private Duration spread = QuotaSettings.DEFAULT.spread();
        private int largestCharge = QuotaSettings.DEFAULT.largestCharge();
        private int expectedMembers = QuotaSettings.DEFAULT.expectedMembers();
        private Consumer<QuotaHealth> onHealth = QuotaSettings.DEFAULT.onHealth();

        private Builder(Secret uri) {
            this.uri = uri;
        }

        /** With what all keys begin. */
        public Builder keys(String newPrefix) {
            prefix = newPrefix;
            return this;
        }

        /** How long Redis may take to answer before it counts as away; at least 10 milliseconds. */
        public Builder timeout(Duration newTimeout) {
            if (newTimeout.toMillis() < 10) {
                throw new IllegalArgumentException(
                        "timeout is " + newTimeout + "; at least 10 milliseconds are wanted");
            }
            timeout = newTimeout;
            return this;
        }

        /** How much longer one call may be on its way to the vendor than another. */
        public Builder spread(Duration newSpread) {
            spread = newSpread;
            return this;
        }

        /** The most units that one call costs. */
        public Builder largestCharge(int units) {
            largestCharge = units;
            return this;
        }

        /** How many processes share the limits, for as long as Redis never answered. */
        public Builder expectedMembers(int processes) {
            expectedMembers = processes;
            return this;
        }

        /** Who is told, on the calling thread, when Redis goes away and when it answers again. */
        public Builder onHealth(Consumer<QuotaHealth> listener) {
            onHealth = listener;
            return this;
        }

        /**
         * Opens the store. It need not be reachable yet: until it answers, the process keeps to its share.
         *
         * @throws IllegalArgumentException if the address is none; the message does not repeat it
         */
        public SharedQuotaStore open() {
            QuotaSettings settings = new QuotaSettings(spread, largestCharge, expectedMembers, onHealth);
            return SharedQuotaStore.on(RedisQuotaServer.at(uri, prefix, timeout), "in Redis", settings);
        }
    }
}
