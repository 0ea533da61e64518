package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuotasTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:50Z"));

    private FakeServer fake(FaultPlan plan, Quota... quotas) {
        return FakeServer.of(new NotesPack(quotas))
                .clock(time::get)
                .faults(plan)
                .start();
    }

    private void pass(long seconds) {
        time.updateAndGet(now -> now.plusSeconds(seconds));
    }

    @Test
    void a_fixed_window_counts_from_zero_at_its_boundary() throws IOException {
        Quota quota = new Quota("minute", 2, new Window.Fixed(Duration.ofMinutes(1)));
        try (FakeServer fake = fake(FaultPlan.none(), quota);
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.list().headers().get("X-minute-Remaining")).isEqualTo("1");
            assertThat(client.list().headers().get("X-minute-Remaining")).isEqualTo("0");
            NotesClient.Seen refused = client.list();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers().get("Retry-After")).isEqualTo("10");
            assertThat(refused.headers().get("Date")).isEqualTo("Mon, 02 Mar 2026 10:00:50 GMT");
            pass(10);
            assertThat(client.list().status()).isEqualTo(200);
            assertThat(fake.quotaRefusals()).containsEntry("minute", 1L);
            assertThat(fake.journal().entries())
                    .extracting(JournalEntry::refusedBy)
                    .containsExactly(null, null, "minute", null);
            assertThat(fake.journal().entries().get(2).retryAfter()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_rolling_window_forgets_each_request_in_its_own_time() throws IOException {
        Quota quota = new Quota("rolling", 2, new Window.Rolling(Duration.ofSeconds(60)));
        try (FakeServer fake = fake(FaultPlan.none(), quota);
                NotesClient client = new NotesClient(fake)) {
            client.list();
            pass(40);
            client.list();
            NotesClient.Seen refused = client.list();
            assertThat(refused.headers().get("Retry-After")).isEqualTo("20");
            pass(20);
            assertThat(client.list().status()).isEqualTo(200);
            assertThat(client.list().status()).isEqualTo(429);
        }
    }

    @Test
    void a_concurrency_limit_counts_replies_still_under_way_and_gives_them_back()
            throws IOException, ExecutionException, InterruptedException {
        Quota quota = new Quota("together", 1, new Window.Concurrent());
        FaultRule slow = FaultRule.of(FaultKind.SLOW_REPLY).on("note.create").delay(Duration.ofMillis(300));
        try (FakeServer fake = fake(FaultPlan.of(slow), quota);
                NotesClient client = new NotesClient(fake)) {
            CompletableFuture<List<Integer>> held =
                    CompletableFuture.supplyAsync(() -> client.createRepeatedly("a", 1));
            while (fake.truth().count() == 0) {
                Thread.onSpinWait();
            }
            assertThat(client.list().status()).isEqualTo(429);
            assertThat(held.get()).containsExactly(201);
            while (client.list().status() == 429) {
                Thread.onSpinWait();
            }
            assertThat(fake.quotaRefusals().get("together")).isPositive();
        }
    }

    @Test
    void a_refusal_takes_nothing_from_the_other_quotas_and_draws_no_fault() throws IOException {
        Quota wide = new Quota("wide", 10, new Window.Fixed(Duration.ofHours(1)));
        Quota shut = new Quota("shut", 0, new Window.Fixed(Duration.ofHours(1)));
        try (FakeServer fake = fake(FaultPlan.of(FaultRule.of(FaultKind.HTML_200)), wide, shut);
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.list().headers().get("X-wide-Remaining")).isEqualTo("10");
            assertThat(fake.faults().total()).isZero();
        }
    }
}
