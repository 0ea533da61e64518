package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrawsTest {
    private static final FaultPlan PLAN = FaultPlan.of(
            FaultRule.of(FaultKind.THROTTLED).probability(0.3).atMost(2),
            FaultRule.of(FaultKind.REPLY_LOST).probability(0.3),
            FaultRule.of(FaultKind.RESET_BEFORE).probability(0.2));

    @Test
    void the_same_work_meets_the_same_faults_on_1_and_on_32_threads() throws InterruptedException {
        List<String> alone = faultsMet(7, 1);
        assertThat(faultsMet(7, 32)).isEqualTo(alone);
        assertThat(alone).anyMatch(line -> line.contains("THROTTLED")).anyMatch(line -> line.contains("REPLY_LOST"));
    }

    @Test
    void another_seed_meets_other_faults() throws InterruptedException {
        assertThat(faultsMet(8, 4)).isNotEqualTo(faultsMet(7, 4));
    }

    @Test
    void stamps_do_not_change_what_a_subject_is() throws Exception {
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .faults(FaultPlan.of(FaultRule.of(FaultKind.THROTTLED)))
                        .start();
                NotesClient client = new NotesClient(fake)) {
            client.send("POST", "/notes", "{\"text\":\"a\",\"stamp\":1}", null);
            assertThat(client.send("POST", "/notes", "{\"stamp\":2,\"text\":\"a\"}", null)
                            .status())
                    .isEqualTo(201);
        }
    }

    /** Sends 60 notes 3 times each; what each occurrence of each met, in an order that threads cannot change. */
    private static List<String> faultsMet(long seed, int threads) throws InterruptedException {
        try (FakeServer fake =
                        FakeServer.of(new NotesPack()).seed(seed).faults(PLAN).start();
                NotesClient client = new NotesClient(fake)) {
            ExecutorService workers = Executors.newFixedThreadPool(threads);
            IntStream.range(0, 180)
                    .forEach(work -> workers.execute(() -> client.createRepeatedly("note " + work % 60, 1)));
            workers.shutdown();
            assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            return fake.journal().entries().stream()
                    .map(entry -> entry.subject() + " " + entry.occurrence() + " " + entry.fault())
                    .sorted()
                    .toList();
        }
    }
}
