package dev.sallyport.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.stores.Entries;
import dev.sallyport.stores.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerKilledTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private final Random chance = new Random(7);

    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_was_told_is_found_by_the_next_one_even_behind_a_torn_tail() throws Exception {
        Path file = folder.resolve("ledger.db");
        Set<String> said = new HashSet<>();
        for (int life = 0; life < 2; life++) {
            said.addAll(livesUntilKilled(file, 20 + chance.nextInt(60)));
            tearTail(file);
        }
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (String line : said) {
                String key = line.substring("claimed ".length());
                Claim early = ledger.claim(
                        Entries.claimed(key, "heir"), Entries.NOW.plus(LEASE).minusNanos(1));
                if (line.startsWith("settled ")) {
                    assertThat(early).as(line).isInstanceOf(Claim.Done.class);
                } else if (!said.contains("settled " + key)) {
                    assertThat(early).as(line).isInstanceOfAny(Claim.Busy.class, Claim.Done.class);
                    assertThat(ledger.claim(Entries.claimed(key, "heir"), Entries.NOW.plus(LEASE)))
                            .as("what may have been sent is looked for first")
                            .isInstanceOfAny(Claim.ReconcileFirst.class, Claim.Done.class);
                }
            }
            assertThat(ledger.open(Entries.TENANT, Entries.NOW.plus(LEASE), null, 100_000))
                    .as("what was claimed as it died, whether it was told or not")
                    .allSatisfy(entry -> assertThat(entry.lastSent()).isEqualTo(Entries.NOW.plus(LEASE)))
                    .extracting(LedgerEntry::key)
                    .doesNotHaveDuplicates();
        }
    }

    private static Set<String> livesUntilKilled(Path file, int lines) throws IOException, InterruptedException {
        Process process = Processes.start(DyingProgram.class, file.toString());
        Set<String> said = new HashSet<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    // Not the process's own method, which would close what it said last.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
        assertThat(said).hasSizeGreaterThanOrEqualTo(lines);
        return said;
    }

    /** As if the machine had died while the next frame was written. */
    private void tearTail(Path file) throws IOException {
        byte[] half = new byte[2_000];
        chance.nextBytes(half);
        Files.write(Path.of(file + "-wal"), half, StandardOpenOption.APPEND);
    }
}
