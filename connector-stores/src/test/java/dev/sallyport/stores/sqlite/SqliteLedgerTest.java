package dev.sallyport.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import dev.sallyport.stores.Entries;
import dev.sallyport.stores.Processes;
import dev.sallyport.stores.Together;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
    @TempDir
    Path folder;

    @Test
    void two_ledgers_on_one_file_grant_a_key_exactly_once_however_many_threads_ask() throws Exception {
        try (SqliteLedger one = SqliteLedger.open(file());
                SqliteLedger other = SqliteLedger.open(file())) {
            for (int round = 0; round < 10; round++) {
                String key = "round-" + round;
                List<Callable<Claim>> askers = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    SqliteLedger ledger = i % 2 == 0 ? one : other;
                    LedgerEntry proposal = Entries.claimed(key, "owner-" + i);
                    askers.add(() -> ledger.claim(proposal, Entries.NOW));
                }
                assertThat(Together.run(askers))
                        .hasSize(16)
                        .areExactly(1, kind(Claim.Granted.class))
                        .areExactly(15, kind(Claim.Busy.class));
            }
        }
    }

    @Test
    void many_ledgers_can_open_a_new_file_at_once_and_share_its_key() throws Exception {
        for (int round = 0; round < 8; round++) {
            Path file = folder.resolve("round-" + round + ".db");
            List<Callable<byte[]>> openers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                openers.add(() -> {
                    try (SqliteLedger ledger = SqliteLedger.open(file)) {
                        return ledger.hashKey();
                    }
                });
            }
            List<byte[]> keys = Together.run(openers);
            assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.get(0)));
        }
    }

    @Test
    void a_commit_is_on_disk_before_it_returns() {
        try (SqliteFile file = SqliteFile.open(file())) {
            assertThat(file.<String>transact(statements -> statements.text("PRAGMA journal_mode")))
                    .isEqualTo("wal");
            assertThat(file.<String>transact(statements -> statements.text("PRAGMA synchronous")))
                    .as("FULL")
                    .isEqualTo("2");
        }
    }

    @Test
    void two_processes_share_one_file() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String owner : List.of("one", "other")) {
            processes.add(Processes.start(ClaimingProgram.class, file().toString(), owner, "100"));
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
    void every_part_of_an_entry_survives_a_restart() {
        LedgerEntry committed = Entries.claimed("kept", "me")
                .settled(State.COMMITTED, new Ref("contact", "003"), "v7", 3, Entries.NOW.plusNanos(1))
                .by(Attribution.UNKNOWN);
        byte[] key;
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            key = ledger.hashKey();
            ledger.claim(Entries.claimed("kept", "me"), Entries.NOW);
            ledger.settle(committed);
        }
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.hashKey()).isEqualTo(key);
            assertThat(ledger.durability()).isEqualTo(Durability.DURABLE);
            assertThat(ledger.claim(Entries.claimed("kept", "somebody"), Entries.NOW))
                    .isEqualTo(new Claim.Done(committed));
        }
    }

    @Test
    void budgets_survive_a_restart_and_are_never_overdrawn_by_threads() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.spend("task/calls", 3, 10, Entries.NOW)).isTrue();
            assertThat(ledger.spend("new", 11, 10, Entries.NOW)).isFalse();
        }
        try (SqliteLedger one = SqliteLedger.open(file());
                SqliteLedger other = SqliteLedger.open(file())) {
            List<Callable<Boolean>> spenders = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SqliteLedger ledger = i % 2 == 0 ? one : other;
                spenders.add(() -> ledger.spend("task/calls", 1, 10, Entries.NOW));
            }
            assertThat(Together.run(spenders).stream().filter(drawn -> drawn)).hasSize(7);
        }
    }

    @Test
    void its_files_level_off_and_shrink_when_what_is_old_is_forgotten() throws Exception {
        long first = 0;
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            for (int round = 0; round < 24; round++) {
                Instant now = Entries.NOW.plusSeconds(round * 100L);
                List<LedgerEntry> settled = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    settled.add(Entries.claimed("round-" + round + "-" + i, "me")
                            .settled(State.COMMITTED, null, null, 1, now));
                }
                ledger.settleAll(settled);
                ledger.forget(now, Duration.ofSeconds(50), 10_000);
                first = round == 11 ? bytes() : first;
            }
            assertThat(bytes()).isLessThanOrEqualTo(first + first / 10);
            Instant later = Entries.NOW.plusSeconds(10_000);
            ledger.forget(later, Duration.ofSeconds(50), 10_000);
            for (int i = 0; i < 30; i++) {
                ledger.forget(later, Duration.ofSeconds(50), 256);
            }
        }
        assertThat(bytes()).as("given back").isLessThan(first / 2);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.mapToLong(each -> each.toFile().length()).sum();
        }
    }

    @Test
    void only_the_owner_can_read_any_of_its_files() throws Exception {
        Path lax = folder.resolve("lax.db");
        Files.createFile(lax, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        for (Path file : List.of(file(), lax)) {
            try (SqliteLedger ledger = SqliteLedger.open(file)) {
                ledger.claim(Entries.claimed("key", "me"), Entries.NOW);
                try (Stream<Path> files = Files.list(file.getParent())) {
                    List<Path> ours = files.filter(each -> each.getFileName()
                                    .toString()
                                    .startsWith(file.getFileName().toString()))
                            .toList();
                    assertThat(ours)
                            .hasSize(3)
                            .allSatisfy(each -> assertThat(
                                            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                    .isEqualTo("rw-------"));
                }
            }
        }
    }

    @Test
    void an_interrupted_caller_breaks_nothing() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            Thread.currentThread().interrupt();
            ledger.claim(Entries.claimed("key", "me"), Entries.NOW);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ledger.claim(Entries.claimed("key", "you"), Entries.NOW)).isInstanceOf(Claim.Busy.class);
        }
    }

    private static Condition<Claim> kind(Class<? extends Claim> kind) {
        return new Condition<>(kind::isInstance, kind.getSimpleName());
    }

    private Path file() {
        return folder.resolve("ledger").resolve("ledger.db");
    }
}
