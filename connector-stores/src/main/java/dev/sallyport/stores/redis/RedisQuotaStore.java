package dev.sallyport.stores.redis;

import dev.sallyport.Secret;
import dev.sallyport.stores.quota.QuotaServer;
import dev.sallyport.stores.quota.SharedQuotaBuilder;
import java.time.Duration;

/**
 * Limits that many processes count together in Redis 6 or later, under keys that expire. Needs
 * {@code io.lettuce:lettuce-core} on the class path.
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

    /** Collects settings. Default: keys that begin with {@code sallyport:quota:}. Not thread-safe; opens one store. */
    public static final class Builder extends SharedQuotaBuilder<Builder> {
        private final Secret uri;
        private String prefix = "sallyport:quota:";

        private Builder(Secret uri) {
            super("in Redis");
            this.uri = uri;
        }

        /** With what all keys begin. */
        public Builder keys(String newPrefix) {
            prefix = newPrefix;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected QuotaServer server(Duration timeout) {
            return RedisQuotaServer.at(uri, prefix, timeout);
        }
    }
}
