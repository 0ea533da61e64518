package dev.sallyport.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.effect.Strategy;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.database.DatabaseWire;
import dev.sallyport.testkit.database.WireFault;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WritesTest {
    private static final Statement NOTE = Statement.of("insert into notes (text) values (?)", "called");
    private final RealPostgreSql shop = new RealPostgreSql(
            "CREATE TABLE notes (id bigserial PRIMARY KEY, text text NOT NULL)",
            "CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL CHECK (balance >= 0))",
            "INSERT INTO accounts SELECT g, 100 FROM generate_series(1, 50) g");
    private final Safeguards safeguards =
            Safeguards.builder().attemptTimeout(Duration.ofSeconds(5)).seed(1).build();
    private final Grant grant = Grant.to("agent").allow("database:*:insert", "database:*:update", "database:*:delete");
    private DatabaseWire wire;
    private DatabaseConnector connector;
    private Database database;

    @BeforeEach
    void connect() throws Exception {
        wire = DatabaseWire.to(RealPostgreSql.port());
        connector = PostgreSql.connect(shop.through(wire.port()), safeguards);
        database = connector.under(grant);
    }

    @AfterEach
    void close() throws Exception {
        connector.close();
        wire.close();
        shop.close();
    }

    @Test
    void a_write_commits_with_its_intent() {
        Receipt receipt = database.execute(NOTE);

        assertThat(receipt.affected()).isEqualTo(1);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents WHERE affected = 1 AND stamp = '"
                        + receipt.target().id() + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void a_wire_cut_around_the_commit_neither_loses_nor_doubles(WireFault cut) {
        wire.arm(cut);

        Outcome<Receipt> outcome = database.tryExecute(
                Statement.of("update accounts set balance = balance - ? where id < ?", 10, 4), Intent.automatic());

        assertThat(outcome.orThrow().affected()).isEqualTo(3);
        assertThat(wire.isArmed()).isFalse();
        assertThat(shop.count("SELECT count(*) FROM accounts WHERE balance = 90"))
                .isEqualTo(3);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isEqualTo(1);
    }

    @Test
    void a_commit_that_comes_late_is_waited_for_and_not_doubled() throws Exception {
        wire.arm(WireFault.HELD_BACK);
        CompletableFuture<Outcome<Receipt>> call =
                CompletableFuture.supplyAsync(() -> database.tryExecute(NOTE, Intent.automatic()));

        // The second sending stands before the stamp of the first, whose commit is still on its way.
        shop.await("EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + shop.name()
                + "')");
        wire.letGo();

        assertThat(call.get(30, TimeUnit.SECONDS).orThrow().affected()).isEqualTo(1);
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(1);
    }

    @Test
    void an_outcome_that_cannot_be_asked_for_is_unknown_and_settles_later() {
        Safeguards hasty = Safeguards.builder()
                .attemptTimeout(Duration.ofMillis(500))
                .deadline(Duration.ofSeconds(1))
                .seed(1)
                .build();
        try (DatabaseConnector hastyConnector = PostgreSql.connect(shop.through(wire.port()), hasty)) {
            wire.arm(WireFault.AFTER_COMMIT_AND_DOWN);
            Outcome<Receipt> outcome = hastyConnector.under(grant).tryExecute(NOTE, Intent.automatic());
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);

            wire.up();
            assertThat(hastyConnector.recover()).isEqualTo(new Recovery(1, 0, 0));
            Outcome<Receipt> settled = ((Outcome.Unknown<Receipt>) outcome).settle();
            assertThat(settled.orThrow().affected()).isEqualTo(1);
        }
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(1);
    }

    @Test
    void without_the_table_for_intents_a_lost_reply_is_unknown_and_says_which_right_is_missing() {
        shop.run(
                "DROP TABLE sallyport_intents",
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "CREATE ROLE plain" + shop.name() + " LOGIN PASSWORD 'plain'",
                "GRANT INSERT ON notes TO plain" + shop.name(),
                "GRANT USAGE ON SEQUENCE notes_id_seq TO plain" + shop.name());
        PostgreSqlConnection plain =
                shop.through(wire.port()).user("plain" + shop.name()).password(Secret.of("plain"));
        try (DatabaseConnector limited = PostgreSql.connect(plain, safeguards)) {
            Database notes = limited.under(Grant.to("agent").allow("database:notes:insert"));
            assertThat(limited.strategies()).containsKeys("notes.insert", "notes.update", "notes.delete");
            assertThat(limited.strategies().values()).allMatch(Strategy::isNone);
            assertThat(connector.strategies().values())
                    .allMatch(how -> how.name().equals("intent-row"));
            wire.arm(WireFault.AFTER_COMMIT);
            Outcome<Receipt> outcome = notes.tryExecute(NOTE, Intent.automatic());

            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(((Outcome.Unknown<Receipt>) outcome).reason().advice())
                    .contains("grant the user CREATE on the schema public");
        }
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(1);
    }

    @Test
    void a_serialization_failure_runs_the_whole_transaction_again() throws Exception {
        shop.run("ALTER DATABASE " + shop.name() + " SET default_transaction_isolation = 'repeatable read'");
        try (Connection rival = shop.another();
                DatabaseConnector strict = PostgreSql.connect(shop.direct(), safeguards)) {
            rival.setAutoCommit(false);
            rival.createStatement().execute("UPDATE accounts SET balance = balance - 1 WHERE id = 7");
            CompletableFuture<Receipt> call = CompletableFuture.supplyAsync(() -> strict.under(grant)
                    .execute(Statement.of("update accounts set balance = balance - 1 where id = ?", 7)));
            shop.await("EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '"
                    + shop.name() + "')");
            rival.commit();

            assertThat(call.get(30, TimeUnit.SECONDS).attempts()).isEqualTo(2);
        }
        assertThat(shop.count("SELECT balance FROM accounts WHERE id = 7")).isEqualTo(98);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isEqualTo(1);
    }

    @Test
    void a_keyed_intent_is_replayed_and_a_conflict_of_content_is_told() {
        Receipt first = database.execute(NOTE, Intent.keyed("T-1/note"));
        Receipt second = database.execute(NOTE, Intent.keyed("T-1/note"));
        Outcome<Receipt> other = database.tryExecute(
                Statement.of("insert into notes (text) values (?)", "other"), Intent.keyed("T-1/note"));

        assertThat(second.replayed()).isTrue();
        assertThat(second.target()).isEqualTo(first.target());
        assertThat(((Outcome.NotSent<Receipt>) other).reason().code()).isEqualTo(ErrorCode.INTENT_CONFLICT);
        assertThat(((Outcome.NotSent<Receipt>) other).reason().advice()).contains("[values]");
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(1);
    }

    @Test
    void a_keyed_intent_is_not_doubled_by_a_process_that_forgot_it() {
        database.execute(NOTE, Intent.keyed("T-1/note"));
        Safeguards forgetful = Safeguards.builder().seed(1).build();
        try (DatabaseConnector restarted = PostgreSql.connect(shop.through(wire.port()), forgetful)) {
            Receipt again = restarted.under(grant).execute(NOTE, Intent.keyed("T-1/note"));
            assertThat(again.affected()).isEqualTo(1);
        }
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(1);
    }

    @Test
    void a_dry_run_sends_nothing_and_shows_what_it_would() {
        long before = wire.sent();

        Outcome<Receipt> outcome = connector
                .under(grant.allow("database:accounts:select").dryRun())
                .tryExecute(
                        Statement.of(
                                "update accounts set balance = ? where id in (select id from accounts where balance > ?)",
                                5,
                                50),
                        Intent.automatic());

        Outcome.NotSent<Receipt> planned = (Outcome.NotSent<Receipt>) outcome;
        assertThat(planned.reason().code()).isEqualTo(ErrorCode.DRY_RUN);
        assertThat(planned.plan().orElseThrow().scope()).isEqualTo("database:accounts:update");
        assertThat(planned.plan().orElseThrow().change().get("values").after())
                .asString()
                .isEqualTo("[5, 50]");
        assertThat(planned.plan().orElseThrow().change().get("also").after())
                .asString()
                .contains("database:accounts:select");
        assertThat(wire.sent()).isEqualTo(before);
    }

    @Test
    void a_write_that_changes_more_than_the_ceiling_is_rolled_back() {
        try (DatabaseConnector small = PostgreSql.connect(shop.direct().maxAffected(5), safeguards)) {
            Outcome<Receipt> outcome = small.under(grant)
                    .tryExecute(Statement.of("update accounts set balance = ? where id > ?", 1, 0), Intent.automatic());
            assertThat(((Outcome.Rejected<Receipt>) outcome).reason().advice()).contains("50 rows", "ceiling is 5");
        }
        assertThat(shop.count("SELECT count(*) FROM accounts WHERE balance = 100"))
                .isEqualTo(50);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isZero();
    }

    @Test
    void what_the_engine_refuses_is_rejected_and_leaves_no_stamp() {
        assertThat(rejection(Statement.of("insert into accounts (id, balance) values (?, ?)", 1, 1)))
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(rejection(Statement.of("update accounts set balance = ? where id = ?", -1, 1)))
                .isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(rejection(Statement.of("insert into notes (text) values (?)", (Object) null)))
                .isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isZero();
    }

    @Test
    void a_commit_that_the_engine_refuses_is_rejected_and_not_unknown() {
        shop.run("CREATE TABLE pairs (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)", "INSERT INTO pairs VALUES (1)");
        try (DatabaseConnector fresh = PostgreSql.connect(shop.direct(), safeguards)) {
            Outcome<Receipt> outcome = fresh.under(grant)
                    .tryExecute(Statement.of("insert into pairs (id) values (?)", 1), Intent.automatic());

            assertThat(((Outcome.Rejected<Receipt>) outcome).reason().code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(((Outcome.Rejected<Receipt>) outcome).reason().failure().attempts())
                    .isEqualTo(1);
        }
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void a_batch_is_one_transaction_and_a_cut_wire_neither_loses_nor_doubles_an_item(WireFault cut) {
        wire.arm(cut);

        List<Outcome<Receipt>> outcomes = database.tryExecuteAll(
                IntStream.range(0, 5)
                        .mapToObj(i -> Statement.of("update accounts set balance = balance - ? where id = ?", 1, i))
                        .toList(),
                Intent.automatic());

        assertThat(outcomes.stream().map(outcome -> outcome.orThrow().affected()))
                .containsExactly(0L, 1L, 1L, 1L, 1L);
        assertThat(wire.isArmed()).isFalse();
        assertThat(shop.count("SELECT count(*) FROM accounts WHERE balance = 99"))
                .isEqualTo(4);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isEqualTo(5);
    }

    @Test
    void in_a_batch_what_the_engine_refuses_of_one_item_undoes_all() {
        List<Outcome<Receipt>> outcomes = database.tryExecuteAll(
                List.of(
                        Statement.of("update accounts set balance = ? where id = ?", 1, 1),
                        Statement.of("update accounts set balance = ? where id = ?", -1, 2)),
                Intent.keyed("T-1/balances"));

        assertThat(outcomes).hasSize(2).allMatch(Outcome.Rejected.class::isInstance);
        assertThat(shop.count("SELECT count(*) FROM accounts WHERE balance = 100"))
                .isEqualTo(50);
        assertThat(shop.count("SELECT count(*) FROM sallyport_intents")).isZero();
    }

    @Test
    void a_batch_that_is_too_large_for_one_transaction_is_refused_whole_and_the_largest_size_is_told() {
        List<Outcome<Receipt>> outcomes = database.tryExecuteAll(Collections.nCopies(1_001, NOTE), Intent.automatic());

        assertThat(outcomes)
                .hasSize(1_001)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.NotSent.class,
                                refused -> assertThat(refused.reason())
                                        .hasMessageContaining("at most 1000 items")
                                        .extracting(ConnectorException::code)
                                        .isEqualTo(ErrorCode.INVALID_INPUT)));
        assertThat(shop.count("SELECT count(*) FROM notes")).isZero();
    }

    @Test
    void a_batch_under_a_key_is_replayed_and_takes_one_statement_only() {
        List<Statement> notes = List.of(NOTE, NOTE);
        assertThat(database.tryExecuteAll(notes, Intent.keyed("T-1/notes"))).allMatch(Outcome::isCommitted);
        assertThat(database.tryExecuteAll(notes, Intent.keyed("T-1/notes")))
                .allMatch(outcome -> outcome.orThrow().replayed());
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(2);
        List<Outcome<Receipt>> mixed = database.tryExecuteAll(
                List.of(NOTE, Statement.of("update accounts set balance = ? where id = ?", 1, 1)), Intent.automatic());
        assertThat(mixed).hasSize(2).allMatch(Outcome.NotSent.class::isInstance);
        assertThat(shop.count("SELECT count(*) FROM notes")).isEqualTo(2);
    }

    private ErrorCode rejection(Statement statement) {
        return ((Outcome.Rejected<Receipt>) database.tryExecute(statement, Intent.automatic()))
                .reason()
                .code();
    }
}
