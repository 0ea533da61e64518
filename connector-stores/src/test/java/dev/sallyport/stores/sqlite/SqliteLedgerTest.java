package dev.sallyport.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

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
                    LedgerEntry proposal = claimed(key, "owner-" + i);
                    askers.add(() -> ledger.claim(proposal, NOW));
                }
                assertThat(together(askers))
                        .hasSize(16)
                        .areExactly(1, kind(Claim.Granted.class))
                        .areExactly(15, kind(Claim.Busy.class));
            }
        }
    }

    @Test
    void many_ledgers_can_open_a_new_file_at_once_and_share_its_key() throws Exception {
        for (int round = 0; round < 25; round++) {
            Path file = folder.resolve("round-" + round + ".db");
            List<Callable<byte[]>> openers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                openers.add(() -> {
                    try (SqliteLedger ledger = SqliteLedger.open(file)) {
                        return ledger.hashKey();
                    }
                });
            }
            List<byte[]> keys = together(openers);
            assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.get(0)));
        }
    }

    @Test
    void a_commit_is_on_disk_before_it_returns() {
        try (SqliteFile file = SqliteFile.open(file())) {
            assertThat(file.<String>read(connection -> Schema.text(connection, "PRAGMA journal_mode")))
                    .isEqualTo("wal");
            assertThat(file.<String>read(connection -> Schema.text(connection, "PRAGMA synchronous")))
                    .as("FULL")
                    .isEqualTo("2");
        }
    }

    @Test
    void two_processes_share_one_file() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String owner : List.of("one", "other")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ClaimingProgram.class.getName(),
                            file().toString(),
                            owner,
                            "200")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        int granted = 0;
        for (Process process : processes) {
            granted += Integer.parseInt(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim());
            assertThat(process.waitFor()).isZero();
        }
        assertThat(granted).isEqualTo(200);
    }

    @Test
    void every_part_of_an_entry_survives_a_restart() {
        LedgerEntry committed = claimed("kept", "me")
                .settled(State.COMMITTED, new Ref("contact", "003"), "v7", 3, NOW.plusNanos(1))
                .by(Attribution.UNKNOWN);
        byte[] key;
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            key = ledger.hashKey();
            ledger.claim(claimed("kept", "me"), NOW);
            ledger.settle(committed);
        }
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.hashKey()).isEqualTo(key);
            assertThat(ledger.durability()).isEqualTo(Durability.DURABLE);
            assertThat(ledger.claim(claimed("kept", "somebody"), NOW)).isEqualTo(new Claim.Done(committed));
        }
    }

    @Test
    void other_content_under_the_same_key_is_named_and_changes_nothing() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            ledger.claim(claimed("key", "me"), NOW);
            LedgerEntry other = entry("key", "me", Map.of("email", "h1", "phone", "h9"));
            assertThat(ledger.claim(other, NOW))
                    .isInstanceOfSatisfying(
                            Claim.Differs.class,
                            differs -> assertThat(differs.fields()).containsExactly("phone"));
        }
    }

    @Test
    void a_claim_whose_lease_ran_out_is_reconciled_first_and_the_old_owner_may_not_send() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            ledger.claim(claimed("key", "dead"), NOW);
            Instant later = NOW.plusSeconds(61);
            LedgerEntry heir = claimed("key", "heir").claimedBy("heir", later.plusSeconds(60));
            assertThat(ledger.claim(heir, NOW.plusSeconds(59))).isInstanceOf(Claim.Busy.class);
            assertThat(ledger.claim(heir, later))
                    .isInstanceOfSatisfying(
                            Claim.ReconcileFirst.class,
                            mine -> assertThat(mine.entry().lastSent()).isEqualTo(NOW.plusSeconds(60)));
            assertThat(ledger.renew("key", "dead", later, later.plusSeconds(60)))
                    .isFalse();
            assertThat(ledger.renew("key", "heir", later, later.plusSeconds(90)))
                    .isTrue();
            ledger.settle(claimed("key", "dead").settled(State.NOT_SENT, null, null, 0, later));
            assertThat(ledger.claim(claimed("key", "third"), later.plusSeconds(89)))
                    .as("the old owner's late word does not free what the heir holds")
                    .isEqualTo(new Claim.Busy(later.plusSeconds(90)));
        }
    }

    @Test
    void committed_stays_committed_and_not_sent_and_rejected_may_be_claimed_again() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            for (State state : State.values()) {
                ledger.claim(claimed(state.name(), "me"), NOW);
                ledger.settle(claimed(state.name(), "me").settled(state, null, null, 0, NOW));
            }
            ledger.settle(claimed("COMMITTED", "me").settled(State.UNKNOWN, null, null, 0, NOW));
            assertThat(Stream.of(State.values())
                            .map(state -> ledger.claim(claimed(state.name(), "you"), NOW)
                                    .getClass()
                                    .getSimpleName()))
                    .containsExactly("Busy", "Done", "Granted", "Granted", "ReconcileFirst");
        }
    }

    @Test
    void open_lists_unknown_and_abandoned_intents_of_one_tenant_oldest_first() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            ledger.claim(at(claimed("abandoned", "dead"), NOW.minusSeconds(100), NOW.minusSeconds(40)), NOW);
            ledger.claim(claimed("alive", "me"), NOW);
            ledger.claim(at(claimed("unknown", "me"), NOW.minusSeconds(200), NOW.plusSeconds(60)), NOW);
            ledger.settle(at(claimed("unknown", "me"), NOW.minusSeconds(200), NOW)
                    .settled(State.UNKNOWN, null, null, 0, NOW));
            assertThat(ledger.open("crm/acme", NOW, null, 10))
                    .extracting(LedgerEntry::key)
                    .containsExactly("unknown", "abandoned");
            assertThat(ledger.open("crm/acme", NOW, null, 1)).hasSize(1);
            assertThat(ledger.open("crm/other", NOW, null, 10)).isEmpty();
        }
    }

    @Test
    void budgets_survive_a_restart_and_are_never_overdrawn_by_threads() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.spend("task/calls", 3, 10)).isTrue();
            assertThat(ledger.spend("new", 11, 10)).isFalse();
        }
        try (SqliteLedger one = SqliteLedger.open(file());
                SqliteLedger other = SqliteLedger.open(file())) {
            List<Callable<Boolean>> spenders = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SqliteLedger ledger = i % 2 == 0 ? one : other;
                spenders.add(() -> ledger.spend("task/calls", 1, 10));
            }
            assertThat(together(spenders).stream().filter(drawn -> drawn)).hasSize(7);
        }
    }

    @Test
    void forgets_what_is_settled_and_old_and_nothing_else() {
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            Instant old = NOW.minus(Duration.ofDays(31));
            for (State state : State.values()) {
                ledger.claim(claimed(state.name(), "me"), NOW);
                ledger.settle(claimed(state.name(), "me").settled(state, null, null, 0, old));
            }
            ledger.claim(claimed("fresh", "me"), NOW);
            ledger.settle(claimed("fresh", "me").settled(State.COMMITTED, null, null, 0, NOW));
            assertThat(ledger.forget(NOW, Duration.ofDays(30), 10)).isEqualTo(3);
            assertThat(ledger.claim(claimed("fresh", "you"), NOW)).isInstanceOf(Claim.Done.class);
            assertThat(ledger.claim(claimed("UNKNOWN", "you"), NOW)).isInstanceOf(Claim.ReconcileFirst.class);
        }
    }

    @Test
    void only_the_owner_can_read_any_of_its_files() throws Exception {
        Path lax = folder.resolve("lax.db");
        Files.createFile(lax, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        for (Path file : List.of(file(), lax)) {
            try (SqliteLedger ledger = SqliteLedger.open(file)) {
                ledger.claim(claimed("key", "me"), NOW);
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
            ledger.claim(claimed("key", "me"), NOW);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ledger.claim(claimed("key", "you"), NOW)).isInstanceOf(Claim.Busy.class);
        }
    }

    static LedgerEntry claimed(String key, String owner) {
        return entry(key, owner, Map.of("email", "h1", "phone", "h2"));
    }

    private static LedgerEntry entry(String key, String owner, Map<String, String> hashes) {
        return new LedgerEntry(
                key,
                "crm/acme",
                "contacts.create",
                "sp-" + key,
                null,
                hashes,
                State.CLAIMED,
                owner,
                NOW.plusSeconds(60),
                NOW,
                null,
                null,
                0,
                Attribution.OURS);
    }

    private static LedgerEntry at(LedgerEntry entry, Instant claimedAt, Instant leaseUntil) {
        return new LedgerEntry(
                entry.key(),
                entry.tenant(),
                entry.operation(),
                entry.stamp(),
                entry.target(),
                entry.fieldHashes(),
                entry.state(),
                entry.owner(),
                leaseUntil,
                claimedAt,
                entry.settledAt(),
                entry.version(),
                entry.affected(),
                entry.attribution());
    }

    private static org.assertj.core.api.Condition<Claim> kind(Class<? extends Claim> kind) {
        return new org.assertj.core.api.Condition<>(kind::isInstance, kind.getSimpleName());
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private Path file() {
        return folder.resolve("ledger").resolve("ledger.db");
    }
}
