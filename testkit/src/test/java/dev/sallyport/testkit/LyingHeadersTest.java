package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import dev.sallyport.testkit.time.ScaledClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LyingHeadersTest {
    private static final Quota QUOTA = new Quota("minute", 20, new Window.Fixed(Duration.ofMinutes(1)));
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:50Z"));

    private FakeServer fake(FaultRule... rules) {
        return FakeServer.of(new NotesPack(QUOTA))
                .clock(time::get)
                .faults(FaultPlan.of(rules))
                .start();
    }

    private static FaultRule lying(Lie lie) {
        return FaultRule.of(FaultKind.LYING_HEADERS).lie(lie).always();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "TOO_HIGH,20,10,10:00:50",
                "TOO_LOW,1,10,10:00:50",
                "ZERO,0,10,10:00:50",
                "STALE,19,10,10:00:50",
                "CLOCK_AHEAD,18,10,11:00:50",
                "CLOCK_BEHIND,18,10,09:00:50",
                "MISSING,-,-,10:00:50",
                "RETRY_AFTER_ABSURD,18,3153600000,10:00:50",
                "RETRY_AFTER_ZERO,18,0,10:00:50",
                "RETRY_AFTER_NEGATIVE,18,-30,10:00:50"
            },
            nullValues = "-")
    void a_lie_bends_the_headers_and_nothing_else(Lie lie, String left, String retryAfter, String date)
            throws IOException {
        try (FakeServer fake = fake(lying(lie));
                NotesClient client = new NotesClient(fake)) {
            client.create("a");
            NotesClient.Seen second = client.create("b");
            assertThat(second.status()).isEqualTo(201);
            assertThat(second.headers().get("X-minute-Remaining")).isEqualTo(left);
            assertThat(second.headers().get("Date")).contains(date);
            for (int more = 0; more < 18; more++) {
                assertThat(client.list().status()).isEqualTo(200);
            }
            NotesClient.Seen refused = client.list();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers().get("Retry-After")).isEqualTo(retryAfter);
            assertThat(fake.truth().count()).isEqualTo(2);
            assertThat(fake.faults().neverHit()).isEmpty();
        }
    }

    @Test
    void garbage_is_neither_a_number_nor_a_date() throws IOException {
        try (FakeServer fake = fake(lying(Lie.GARBAGE));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.list().headers().get("X-minute-Remaining")).startsWith("soon;NaN");
            assertThat(client.list().headers().get("Content-Type")).startsWith("application/json");
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void a_lie_comes_beside_another_fault(Lie lie) throws IOException {
        try (FakeServer fake = fake(lying(lie), FaultRule.of(FaultKind.SERVER_ERROR_AFTER));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.create("a").status()).isEqualTo(500);
            assertThat(fake.faults().neverHit()).isEmpty();
        }
    }

    @Test
    void a_burst_is_the_last_part_of_each_stretch() throws IOException {
        FaultRule burst =
                FaultRule.of(FaultKind.THROTTLED).always().inBursts(Duration.ofSeconds(30), Duration.ofSeconds(5));
        try (FakeServer fake = fake(burst);
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.list().status()).isEqualTo(200);
            time.updateAndGet(now -> now.plusSeconds(24));
            assertThat(client.list().status()).isEqualTo(200);
            time.updateAndGet(now -> now.plusSeconds(1));
            assertThat(client.list().status()).isEqualTo(429);
            time.updateAndGet(now -> now.plusSeconds(5));
            assertThat(client.list().status()).isEqualTo(200);
            time.updateAndGet(now -> now.plusSeconds(29));
            assertThat(client.list().status()).isEqualTo(429);
        }
    }

    @Test
    void delays_follow_a_scaled_clock() throws IOException {
        FaultRule late =
                FaultRule.of(FaultKind.LATE_EFFECT).hold(Duration.ofMillis(200)).delay(Duration.ofSeconds(40));
        ScaledClock clock = ScaledClock.at(20);
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .clock(clock)
                        .faults(FaultPlan.of(late))
                        .start();
                NotesClient client = new NotesClient(fake)) {
            Instant before = clock.instant();
            assertThat(client.createRepeatedly("a", 1)).containsExactly(0);
            assertThat(fake.truth().count()).isZero();
            fake.awaitLateEffects(Duration.ofSeconds(20));
            assertThat(fake.truth().list().get(0).at()).isAfterOrEqualTo(before.plusSeconds(40));
        }
    }
}
