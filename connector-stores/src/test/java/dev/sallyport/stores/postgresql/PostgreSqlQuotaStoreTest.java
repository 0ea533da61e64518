package dev.sallyport.stores.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.stores.quota.QuotaHealth;
import dev.sallyport.stores.quota.SharedQuotaContract;
import dev.sallyport.stores.quota.SharedQuotaStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgreSqlQuotaStoreTest extends SharedQuotaContract {
    private static EmbeddedPostgres engine;
    private final List<HikariDataSource> pools = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        engine = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        engine.close();
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    @Override
    protected int port() {
        return engine.getPort();
    }

    @Override
    protected SharedQuotaStore open(int port, String account, Consumer<QuotaHealth> told) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        config.setUsername("postgres");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return PostgreSqlQuotaStore.on(pool)
                .tables("q_" + account.replace('-', '_'))
                .timeout(Duration.ofSeconds(1))
                .expectedMembers(4)
                .onHealth(told)
                .open();
    }
}
