package dev.sallyport.stores.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.Secret;
import dev.sallyport.effect.LedgerException;
import org.jspecify.annotations.Nullable;

/** The ledger's own pool. Touched only where one is wanted, so that others need no HikariCP. */
final class OwnPool {
    private OwnPool() {}

    static PostgreSqlLedger open(
            String url,
            @Nullable String user,
            @Nullable Secret password,
            int connections,
            Settings settings,
            Tables tables,
            boolean mayCreate) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sallyport-ledger");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password == null ? null : password.reveal());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Math.max(250, settings.timeout().toMillis()));
        config.setValidationTimeout(Math.max(250, settings.timeout().toMillis() - 1));
        HikariDataSource pool = pool(config, settings);
        try {
            return Opening.of(pool, pool::close, settings, tables, mayCreate);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(HikariConfig config, Settings settings) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            // The cause is left out: it spells out the url, which may hold a password.
            throw new LedgerException(
                    settings.name()
                            + " finds no driver; put org.postgresql:postgresql on the class path, and let the url"
                            + " begin with jdbc:postgresql:",
                    null);
        }
    }
}
