package dev.sallyport.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.stores.Entries;
import dev.sallyport.testkit.database.DatabaseWire;
import dev.sallyport.testkit.database.WireFault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgreSqlLedgerFailureTest {
    private static final Instant NOW = Entries.NOW;
    private static final LedgerEntry MINE = Entries.claimed("secret-key", "me");
    private static final LedgerEntry COMMITTED = MINE.settled(State.COMMITTED, null, null, 1, NOW);
    private final String schema = RealPostgreSql.newSchema();
    private DatabaseWire wire;
    private PostgreSqlLedger direct;
    private PostgreSqlLedger wired;

    @BeforeEach
    void open_both() {
        wire = DatabaseWire.to(RealPostgreSql.port());
        direct = RealPostgreSql.ledger(schema).open();
        wired = RealPostgreSql.through(wire.port(), schema)
                .timeout(Duration.ofMillis(500))
                .open();
    }

    @AfterEach
    void close_all() {
        wired.close();
        direct.close();
        wire.close();
    }

    @Test
    void a_claim_whose_wire_is_cut_is_never_taken_for_granted() {
        for (String statement : List.of("INSERT INTO", "COMMIT")) {
            for (boolean heard : new boolean[] {false, true}) {
                RealPostgreSql.run("TRUNCATE " + schema + ".intent");
                wire.arm(heard ? WireFault.AFTER_COMMIT : WireFault.BEFORE_COMMIT, statement);
                refuses(() -> wired.claim(MINE, NOW), "cannot be reached");
                assertThat(wire.isArmed()).isFalse();
                boolean recorded = statement.equals("COMMIT") && heard;
                awaitRows(recorded ? 1 : 0);
                assertThat(direct.claim(Entries.claimed("secret-key", "you"), NOW))
                        .isInstanceOf(recorded ? Claim.Busy.class : Claim.Granted.class);
            }
        }
    }

    @Test
    void a_settlement_whose_wire_is_cut_is_brought_again_over_another() {
        for (String statement : List.of("FOR UPDATE", "AS held", "COMMIT")) {
            for (boolean heard : new boolean[] {false, true}) {
                RealPostgreSql.run("TRUNCATE " + schema + ".intent");
                wired.claim(MINE, NOW);
                wire.arm(heard ? WireFault.AFTER_COMMIT : WireFault.BEFORE_COMMIT, statement);
                wired.settle(COMMITTED);
                assertThat(wire.isArmed()).isFalse();
                assertThat(direct.claim(Entries.claimed("secret-key", "you"), NOW))
                        .isInstanceOf(Claim.Done.class);
            }
        }
    }

    @Test
    void a_budget_is_not_drawn_on_twice_for_a_lost_answer() {
        wire.arm(WireFault.AFTER_COMMIT);
        refuses(() -> wired.spend("calls", 1, 2, NOW), "cannot be reached");
        awaitSpent("1");
        assertThat(direct.spend("calls", 1, 2, NOW)).isTrue();
        assertThat(direct.spend("calls", 1, 2, NOW)).isFalse();
    }

    @Test
    void a_store_that_stays_away_leaves_the_claim_to_be_looked_for() {
        wired.claim(MINE, NOW);
        wire.arm(WireFault.BEFORE_COMMIT, "FOR UPDATE");
        wire.down();
        refuses(() -> wired.settle(COMMITTED), "cannot be reached");
        refuses(() -> wired.claim(Entries.claimed("other", "me"), NOW), "cannot be reached");
        refuses(() -> wired.renew("secret-key", "me", NOW, NOW), "cannot be reached");
        assertThat(direct.claim(Entries.claimed("secret-key", "you"), NOW)).isInstanceOf(Claim.Busy.class);
        wire.up();
        wired.settle(COMMITTED);
        assertThat(direct.claim(Entries.claimed("secret-key", "you"), NOW)).isInstanceOf(Claim.Done.class);
    }

    @Test
    void a_silent_wire_is_given_up_after_the_time_out() {
        wire.arm(WireFault.STALLED, "INSERT INTO");
        long start = System.nanoTime();
        refuses(() -> wired.claim(MINE, NOW), "cannot be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void rows_that_somebody_holds_are_not_waited_for_longer_than_the_time_out() throws SQLException {
        direct.claim(MINE, NOW);
        try (Connection holder =
                        DriverManager.getConnection(RealPostgreSql.url(RealPostgreSql.port()), "postgres", "postgres");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM " + schema + ".intent FOR UPDATE");
            refuses(() -> wired.renew("secret-key", "me", NOW, NOW), "did not answer within 500 ms");
        }
        assertThat(wired.renew("secret-key", "me", NOW, NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void lost_tables_and_a_full_disk_stop_the_ledger() {
        RealPostgreSql.run("ALTER TABLE " + schema + ".intent RENAME TO gone");
        refuses(() -> wired.claim(MINE, NOW), "has lost its tables");
        RealPostgreSql.run(
                "ALTER TABLE " + schema + ".gone RENAME TO intent",
                "CREATE FUNCTION " + schema + ".full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " RAISE EXCEPTION 'row value' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER filling BEFORE INSERT ON " + schema + ".intent EXECUTE FUNCTION " + schema + ".full()");
        refuses(() -> wired.claim(MINE, NOW), "full disk");
        RealPostgreSql.run("DROP TRIGGER filling ON " + schema + ".intent");
        assertThat(wired.claim(MINE, NOW)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void a_closed_ledger_says_so() {
        wired.close();
        wired.close();
        refuses(() -> wired.claim(MINE, NOW), "was closed; open it anew");
    }

    private void refuses(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("(schema " + schema + ")")
                .hasMessageContaining(why)
                .hasMessageNotContaining("row value")
                .hasMessageNotContaining("secret-key")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("row value", "secret-key"));
    }

    /** What the engine heard last it may still be carrying out. */
    private void awaitRows(int rows) {
        await("SELECT count(*) FROM " + schema + ".intent", String.valueOf(rows));
    }

    private void awaitSpent(String spent) {
        await("SELECT spent FROM " + schema + ".budget", spent);
    }

    private static void await(String query, String value) {
        for (int i = 0; i < 1_000 && !RealPostgreSql.text(query).equals(value); i++) {
            Thread.onSpinWait();
        }
        assertThat(RealPostgreSql.text(query)).isEqualTo(value);
    }
}
