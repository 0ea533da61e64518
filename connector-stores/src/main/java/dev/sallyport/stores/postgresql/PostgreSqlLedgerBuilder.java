package dev.sallyport.stores.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.effect.LedgerException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Collects how a ledger in PostgreSQL is opened. Defaults: schema {@code sallyport}, which must be there; 5 seconds for a
 * statement or a wait for a lock; 8 connections where the pool is the ledger's own. Not thread-safe; opens one ledger.
 */
public final class PostgreSqlLedgerBuilder {
    private final @Nullable DataSource pool;
    private final @Nullable String url;
    private @Nullable String user;
    private @Nullable Secret password;
    private String schema = "sallyport";
    private boolean mayCreate;
    private Duration timeout = Duration.ofSeconds(5);
    private int connections = 8;
    private String clock = Settings.REAL_CLOCK;

    PostgreSqlLedgerBuilder(@Nullable DataSource pool, @Nullable String url) {
        this.pool = pool;
        this.url = url;
    }

    /** The user and its password; only for a ledger with a pool of its own. */
    public PostgreSqlLedgerBuilder user(String newUser, Secret newPassword) {
        if (pool != null) {
            throw new IllegalStateException("the pool that was given has its user already");
        }
        user = Objects.requireNonNull(newUser, "user is null");
        password = Objects.requireNonNull(newPassword, "password is null");
        return this;
    }

    /** The schema of the tables: lower-case letters, digits and {@code _}. */
    public PostgreSqlLedgerBuilder schema(String newSchema) {
        schema = new Tables(newSchema).schema();
        return this;
    }

    /** Lets the ledger make schema and tables if they are missing. */
    public PostgreSqlLedgerBuilder createIfMissing() {
        mayCreate = true;
        return this;
    }

    /** How long a statement, or a wait for a lock, may take. */
    public PostgreSqlLedgerBuilder timeout(Duration newTimeout) {
        if (newTimeout.toMillis() < 1 || newTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("timeout is " + newTimeout + "; 1 millisecond to 1 hour is wanted");
        }
        timeout = newTimeout;
        return this;
    }

    /** How many connections the ledger's own pool holds at most. */
    public PostgreSqlLedgerBuilder connections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("connections is " + most + "; at least 1 is wanted");
        }
        connections = most;
        return this;
    }

    /** What reads the database's clock; for tests. */
    PostgreSqlLedgerBuilder clock(String expression) {
        clock = expression;
        return this;
    }

    /**
     * Opens the ledger.
     *
     * @throws dev.sallyport.effect.LedgerException if the database cannot be reached or written, does not keep what it
     *     commits, has no ledger, or one of another version; the message says how to mend it
     */
    public PostgreSqlLedger open() {
        if (pool != null) {
            return Opening.of(pool, () -> {}, settings("the PostgreSQL ledger"), new Tables(schema), mayCreate);
        }
        String address = Objects.requireNonNull(url);
        Settings settings = settings(address.replaceFirst("[?].*", "").replaceFirst("//[^/]*@", "//"));
        try {
            return OwnPool.open(address, user, password, connections, settings, new Tables(schema), mayCreate);
        } catch (NoClassDefFoundError e) {
            throw new LedgerException(
                    settings.name() + " needs com.zaxxer:HikariCP on the class path; add it, or give a pool of your own"
                            + " with PostgreSqlLedger.on(pool)",
                    e);
        }
    }

    private Settings settings(String name) {
        return new Settings(name + " (schema " + schema + ")", timeout, clock);
    }
}
