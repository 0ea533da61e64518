package dev.sallyport.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.stores.Entries;
import dev.sallyport.stores.Processes;
import dev.sallyport.stores.Together;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgreSqlLedgerTest {
    private static final Instant NOW = Entries.NOW;
    private final String schema = RealPostgreSql.newSchema();

    @Test
    void leases_are_judged_by_the_database_s_clock_and_told_in_the_caller_s() {
        Instant wrong = NOW.plusSeconds(3600);
        try (PostgreSqlLedger one = RealPostgreSql.ledger(schema).open();
                PostgreSqlLedger other = RealPostgreSql.ledger(schema).open()) {
            one.claim(Entries.claimed("key", "one"), NOW);
            assertThat(other.claim(Entries.claimed("key", "other"), wrong))
                    .as("an hour later on a clock that is an hour ahead")
                    .isInstanceOfSatisfying(
                            Claim.Busy.class,
                            busy -> assertThat(busy.until()).isBetween(wrong.plusSeconds(30), wrong.plusSeconds(60)));
            assertThat(other.open(Entries.TENANT, wrong, null, 10)).isEmpty();
        }
    }

    @Test
    void two_processes_share_one_ledger_and_its_key() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String owner : List.of("one", "other")) {
            processes.add(Processes.start(
                    ClaimingProgram.class, RealPostgreSql.url(RealPostgreSql.port()), schema, owner, "100"));
        }
        int granted = 0;
        for (Process process : processes) {
            granted += Integer.parseInt(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim());
            assertThat(process.waitFor()).isZero();
        }
        assertThat(granted).isEqualTo(100);
    }

    @Test
    void many_can_open_a_new_ledger_at_once_and_share_its_key() throws Exception {
        List<Callable<byte[]>> openers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            openers.add(() -> {
                try (PostgreSqlLedger ledger = RealPostgreSql.ledger(schema).open()) {
                    return ledger.hashKey();
                }
            });
        }
        List<byte[]> keys = Together.run(openers);
        assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.get(0)));
    }

    @Test
    void a_commit_is_synchronous_whatever_the_session_had_and_a_stronger_wish_stays() {
        for (String wish : List.of("off", "local", "on", "remote_apply")) {
            PGSimpleDataSource pool = pool();
            pool.setOptions("-c synchronous_commit=" + wish);
            Transactions transactions =
                    new Transactions(pool, () -> {}, new Settings("it", Duration.ofSeconds(5), Settings.REAL_CLOCK));
            List<String> seen = new ArrayList<>();
            transactions.once(session -> {
                session.query("SHOW synchronous_commit", row -> seen.add(row.getString(1)));
                return true;
            });
            assertThat(seen).containsExactly(wish.equals("remote_apply") ? wish : "on");
        }
    }

    @Test
    void a_pool_that_was_given_stays_its_owner_s() throws Exception {
        PGSimpleDataSource pool = pool();
        try (PostgreSqlLedger ledger =
                PostgreSqlLedger.on(pool).schema(schema).createIfMissing().open()) {
            assertThat(ledger.claim(Entries.claimed("key", "me"), NOW)).isInstanceOf(Claim.Granted.class);
            assertThat(ledger.durability()).isEqualTo(Durability.DURABLE);
            assertThat(ledger).hasToString("PostgreSqlLedger[the PostgreSQL ledger (schema " + schema + ")]");
        }
        pool.getConnection().close();
    }

    @Test
    void an_interrupted_caller_breaks_nothing() {
        try (PostgreSqlLedger ledger = RealPostgreSql.ledger(schema).open()) {
            Thread.currentThread().interrupt();
            ledger.claim(Entries.claimed("key", "me"), NOW);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ledger.claim(Entries.claimed("key", "you"), NOW)).isInstanceOf(Claim.Busy.class);
        }
    }

    @Test
    void missing_tables_are_named_with_what_makes_them_and_a_user_with_few_rights_can_use_them() {
        assertThatThrownBy(() ->
                        RealPostgreSql.through(RealPostgreSql.port(), schema).open())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("PostgreSqlLedger.ddl(\"" + schema + "\")")
                .hasMessageContaining("createIfMissing()");
        RealPostgreSql.run(PostgreSqlLedger.ddl(schema).toArray(new String[0]));
        RealPostgreSql.run("CREATE USER " + schema + " PASSWORD 'few'");
        PostgreSqlLedgerBuilder few = PostgreSqlLedger.at(RealPostgreSql.url(RealPostgreSql.port()))
                .user(schema, Secret.of("few"))
                .schema(schema);
        assertThatThrownBy(few::open)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("grant it USAGE on the schema and SELECT, INSERT, UPDATE, DELETE");
        RealPostgreSql.run(
                "GRANT USAGE ON SCHEMA " + schema + " TO " + schema,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + schema);
        try (PostgreSqlLedger ledger = few.open()) {
            assertThat(ledger.claim(Entries.claimed("key", "me"), NOW)).isInstanceOf(Claim.Granted.class);
        }
    }

    @Test
    void a_ledger_of_another_version_or_that_a_crash_would_empty_is_refused() {
        RealPostgreSql.ledger(schema).open().close();
        RealPostgreSql.run("UPDATE " + schema + ".ledger SET version = 99");
        refusesToOpen("another version of Sallyport (99)");
        RealPostgreSql.run(
                "UPDATE " + schema + ".ledger SET version = 3", "ALTER TABLE " + schema + ".intent SET UNLOGGED");
        refusesToOpen("SET LOGGED");
    }

    @Test
    void a_server_that_does_not_keep_what_it_commits_is_refused() throws IOException {
        try (EmbeddedPostgres careless = EmbeddedPostgres.start()) {
            assertThatThrownBy(() ->
                            RealPostgreSql.through(careless.getPort(), schema).open())
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("fsync off");
        }
    }

    @Test
    void a_name_that_is_no_plain_schema_is_refused() {
        assertThatThrownBy(() -> PostgreSqlLedger.at("jdbc:postgresql:x").schema("a\"; DROP TABLE x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case letters");
    }

    @Test
    void a_url_that_no_driver_knows_and_a_server_that_is_not_there_are_named_without_a_secret() {
        assertThatThrownBy(() -> PostgreSqlLedger.at("jdbc:postgre://here/db?password=hunter2")
                        .open())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("finds no driver")
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> PostgreSqlLedger.at("jdbc:postgresql://127.0.0.1:1/db?password=hunter2")
                        .timeout(Duration.ofMillis(300))
                        .open())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/db (schema sallyport) cannot be reached")
                .hasMessageNotContaining("hunter2");
    }

    private void refusesToOpen(String why) {
        assertThatThrownBy(() -> RealPostgreSql.ledger(schema).open())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("schema " + schema)
                .hasMessageContaining(why);
    }

    private static PGSimpleDataSource pool() {
        PGSimpleDataSource pool = new PGSimpleDataSource();
        pool.setUrl(RealPostgreSql.url(RealPostgreSql.port()));
        pool.setUser("postgres");
        pool.setPassword("postgres");
        return pool;
    }
}
