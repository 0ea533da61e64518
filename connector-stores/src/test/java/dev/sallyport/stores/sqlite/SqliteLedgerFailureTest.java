package dev.sallyport.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.stores.Entries;
import dev.sallyport.stores.Together;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerFailureTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("ledger.db");
    }

    @Test
    void a_closed_ledger_says_so() {
        SqliteLedger ledger = SqliteLedger.open(file);
        ledger.close();
        ledger.close();
        refuses(ledger, "was closed; open it anew");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_as_it_is() throws IOException {
        Files.writeString(file, "Dear diary, ".repeat(500));
        assertThatThrownBy(() -> SqliteLedger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it from a backup");
        assertThat(file).hasContent("Dear diary, ".repeat(500));
    }

    @Test
    void a_damaged_page_is_found_when_the_file_is_opened() throws IOException {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            ledger.claimAll(keys(500), NOW);
        }
        damage();
        assertThatThrownBy(() -> SqliteLedger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
    }

    @Test
    void somebody_elses_database_and_another_version_s_ledger_are_refused_unchanged() throws SQLException {
        sql("CREATE TABLE diary (line TEXT)");
        assertThatThrownBy(() -> SqliteLedger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("choose another file");
        Path newer = folder.resolve("newer.db");
        SqliteLedger.open(newer).close();
        file = newer;
        sql("PRAGMA user_version = 99");
        assertThatThrownBy(() -> SqliteLedger.open(newer))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another version of Sallyport (99)");
    }

    @Test
    void a_place_that_cannot_hold_a_file_is_named() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked")).resolve("ledger.db");
        assertThatThrownBy(() -> SqliteLedger.open(blocked))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(blocked.toString())
                .hasMessageContaining("permissions");
        assertThatThrownBy(() -> SqliteLedger.open(folder))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void a_full_store_refuses_new_intents_and_still_knows_the_old() {
        try (SqliteFile store = SqliteFile.open(file)) {
            SqliteLedger ledger = new SqliteLedger(store);
            store.transact(statements -> statements.text("PRAGMA max_page_count = 20"));
            int held = 0;
            try {
                for (; held < 10_000; held++) {
                    ledger.claim(bulky("key-" + held), NOW);
                }
            } catch (LedgerException e) {
                assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("disk is full");
            }
            assertThat(held).isBetween(5, 9_999);
            assertThat(ledger.claim(bulky("key-" + (held - 1)), NOW)).isInstanceOf(Claim.Busy.class);
            String refused = "key-" + held;
            store.transact(statements -> statements.text("PRAGMA max_page_count = 1000"));
            assertThat(ledger.claim(bulky(refused), NOW)).isInstanceOf(Claim.Granted.class);
        }
    }

    @Test
    void what_fails_halfway_is_not_done_at_all() throws SQLException {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            ledger.claim(Entries.claimed("key", "me"), NOW);
            sql("CREATE TRIGGER broken AFTER INSERT ON intent BEGIN SELECT RAISE(FAIL, 'row value'); END");
            LedgerEntry committed =
                    Entries.claimed("key", "me").settled(LedgerEntry.State.COMMITTED, null, null, 1, NOW);
            assertThatThrownBy(() -> ledger.settle(committed))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("row value");
            sql("DROP TRIGGER broken");
            assertThat(ledger.claim(Entries.claimed("key", "you"), NOW)).isInstanceOf(Claim.Busy.class);
        }
    }

    @Test
    void a_file_that_was_deleted_or_replaced_in_use_stops_the_ledger() throws IOException {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            Path aside = Files.move(file, folder.resolve("aside.db"));
            refuses(ledger, "was deleted, moved or replaced");
            Files.writeString(file, "");
            refuses(ledger, "was deleted, moved or replaced");
            Files.delete(file);
            Files.move(aside, file);
            assertThat(ledger.claim(Entries.claimed("key", "me"), NOW)).isInstanceOf(Claim.Granted.class);
        }
    }

    @Test
    void a_log_or_index_that_was_deleted_in_use_stops_the_ledger() throws IOException {
        for (String suffix : List.of("-wal", "-shm")) {
            try (SqliteLedger ledger = SqliteLedger.open(file)) {
                ledger.claim(Entries.claimed("key", "me"), NOW);
                Files.delete(Path.of(file + suffix));
                refuses(ledger, suffix + " was deleted, moved or replaced");
            }
        }
    }

    @Test
    void a_page_that_is_damaged_in_use_grants_nothing() throws IOException {
        try (SqliteFile store = SqliteFile.open(file)) {
            SqliteLedger ledger = new SqliteLedger(store);
            ledger.claimAll(keys(2_000), NOW);
        }
        try (SqliteFile store = SqliteFile.open(file)) {
            SqliteLedger ledger = new SqliteLedger(store);
            pragma(store, "cache_size = 1");
            damage();
            List<String> answers = new ArrayList<>();
            for (LedgerEntry entry : keys(2_000)) {
                try {
                    answers.add(ledger.claim(entry, NOW).getClass().getSimpleName());
                } catch (LedgerException e) {
                    answers.add(e.getMessage());
                }
            }
            assertThat(answers).doesNotContain("Granted").contains(file + " " + Mending.DAMAGED);
        }
    }

    @Test
    void a_file_that_can_only_be_read_refuses_new_intents() {
        try (SqliteFile store = SqliteFile.open(file)) {
            pragma(store, "query_only = ON");
            refuses(new SqliteLedger(store), "check that this user may write the file and its folder");
        }
    }

    @Test
    void who_waits_for_a_stalled_process_gives_up_after_the_patience_of_one() throws Exception {
        try (SqliteFile store = SqliteFile.open(file, Duration.ofMillis(200));
                Connection stalled = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = stalled.createStatement()) {
            SqliteLedger ledger = new SqliteLedger(store);
            statement.execute("BEGIN IMMEDIATE");
            List<Callable<String>> callers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                LedgerEntry entry = Entries.claimed("key-" + i, "me");
                callers.add(() -> {
                    try {
                        return ledger.claim(entry, NOW).toString();
                    } catch (LedgerException e) {
                        return String.valueOf(e.getMessage());
                    }
                });
            }
            assertThat(Together.run(callers))
                    .allSatisfy(answer -> assertThat(answer)
                            .isEqualTo(file + " is held by another process for too long; find out which one stalls"));
            statement.execute("ROLLBACK");
            assertThat(ledger.claim(Entries.claimed("key-1", "me"), NOW)).isInstanceOf(Claim.Granted.class);
        }
    }

    private static void pragma(SqliteFile store, String setting) {
        store.transact(statements -> {
            statements.execute("PRAGMA " + setting);
            return setting;
        });
    }

    private void damage() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write("x".repeat(6000).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<LedgerEntry> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Entries.claimed("key-" + i, "me"))
                .toList();
    }

    private void refuses(SqliteLedger ledger, String why) {
        assertThatThrownBy(() -> ledger.claim(Entries.claimed("key", "me"), NOW))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
        assertThatThrownBy(() -> ledger.spend("budget", 1, 2, NOW)).isInstanceOf(LedgerException.class);
    }

    private static LedgerEntry bulky(String key) {
        Map<String, String> hashes = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            hashes.put("field-" + i, "0123456789abcdef0123456789abcdef");
        }
        return Entries.entry(key, "me", hashes);
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
