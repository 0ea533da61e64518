package dev.sallyport.stores.postgresql;

import dev.sallyport.stores.quota.QuotaServer;
import dev.sallyport.stores.quota.SharedQuotaBuilder;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Limits that many processes count together in PostgreSQL, in three small tables that it makes itself. Needs the
 * PostgreSQL driver on the class path.
 */
public final class PostgreSqlQuotaStore {
    private PostgreSqlQuotaStore() {}

    /**
     * A store that takes its connections from this pool, such as HikariCP's, which stays its owner's to close. Best is a
     * pool for it alone, because its connections get short time-outs; two of them are enough for most processes.
     */
    public static Builder on(DataSource pool) {
        return new Builder(Objects.requireNonNull(pool, "pool is null"));
    }

    /**
     * Collects settings. Default: tables that begin with {@code sallyport_quota}. Not thread-safe; opens one store.
     */
    public static final class Builder extends SharedQuotaBuilder<Builder> {
        private final DataSource pool;
        private String table = "sallyport_quota";

        private Builder(DataSource pool) {
            super("in PostgreSQL");
            this.pool = pool;
        }

        /**
         * With what the names of the tables begin: lower-case letters, digits and {@code _}; a schema may stand before
         * it.
         */
        public Builder tables(String prefix) {
            if (!prefix.matches("([a-z_][a-z0-9_]{0,40}\\.)?[a-z_][a-z0-9_]{0,40}")) {
                throw new IllegalArgumentException("tables: " + prefix + " is no plain lower-case name");
            }
            table = prefix;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected QuotaServer server(Duration timeout) {
            return new PostgreSqlQuotaServer(pool, table, timeout);
        }
    }
}
