package dev.sallyport.stores.postgresql;

import dev.sallyport.stores.quota.QuotaHealth;
import dev.sallyport.stores.quota.QuotaSettings;
import dev.sallyport.stores.quota.SharedQuotaStore;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Limits that many processes count together in PostgreSQL, in three small tables that it makes itself. Needs
 * {@code com.bucket4j:bucket4j_jdk17-postgresql} and the PostgreSQL driver on the class path.
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
     * Collects settings. Defaults: tables that begin with {@code sallyport_quota}; 1 second for the database to
     * answer; 10 units for the dearest call; 1 process expected until the database has told how many; calls are spread
     * by 20 milliseconds on their way. Not thread-safe; opens one store.
     */
    public static final class Builder {
        private final DataSource pool;
        private String table = "sallyport_quota";
        private Duration timeout = Duration.ofSeconds(1);
        private Duration spread = QuotaSettings.DEFAULT.spread();
        private int largestCharge = QuotaSettings.DEFAULT.largestCharge();
        private int expectedMembers = QuotaSettings.DEFAULT.expectedMembers();
        private Consumer<QuotaHealth> onHealth = QuotaSettings.DEFAULT.onHealth();

        private Builder(DataSource pool) {
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

        /** How long the database may take to answer before it counts as away; at least 10 milliseconds. */
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

        /** How many processes share the limits, for as long as the database never answered. */
        public Builder expectedMembers(int processes) {
            expectedMembers = processes;
            return this;
        }

        /** Who is told, on the calling thread, when the database goes away and when it answers again. */
        public Builder onHealth(Consumer<QuotaHealth> listener) {
            onHealth = listener;
            return this;
        }

        /** Opens the store. It need not be reachable yet: until it answers, the process keeps to its share. */
        public SharedQuotaStore open() {
            QuotaSettings settings = new QuotaSettings(spread, largestCharge, expectedMembers, onHealth);
            return SharedQuotaStore.on(new PostgreSqlQuotaServer(pool, table, timeout), "in PostgreSQL", settings);
        }
    }
}
