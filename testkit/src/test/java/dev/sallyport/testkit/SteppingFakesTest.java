package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.time.SteppingClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fakes and a client on one stepping clock: hours pass, and nobody waits. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteppingFakesTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final SteppingClock clock = SteppingClock.at(START);

    private FakeServer fake(FaultPlan plan) {
        // From now on time waits for this thread.
        clock.now();
        return FakeServer.of(new NotesPack()).clock(clock).faults(plan).start();
    }

    private long minutes() {
        return Duration.between(START, clock.now()).toMinutes();
    }

    @Test
    void slow_replies_and_bodies_of_hours_arrive_at_once_and_time_has_passed() throws IOException {
        for (FaultKind kind : List.of(FaultKind.SLOW_REPLY, FaultKind.SLOW_BODY)) {
            long before = minutes();
            try (FakeServer fake = fake(FaultPlan.of(FaultRule.of(kind).delay(Duration.ofHours(5))));
                    NotesClient client = new NotesClient(fake)) {
                assertThat(client.create("a").status()).isEqualTo(201);
                assertThat(minutes() - before).isBetween(299L, 300L);
            }
        }
    }

    @Test
    void a_late_effect_comes_when_the_client_has_slept_long_enough_and_not_before() throws Exception {
        FaultRule late =
                FaultRule.of(FaultKind.LATE_EFFECT).hold(Duration.ofSeconds(30)).delay(Duration.ofHours(1));
        try (FakeServer fake = fake(FaultPlan.of(late));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.createRepeatedly("a", 1)).containsExactly(0);
            List<String> looks = new ArrayList<>();
            for (int look = 0; look < 4; look++) {
                looks.add(client.list().body());
                clock.sleep(Duration.ofMinutes(25));
            }
            assertThat(looks).containsExactly("{\"count\":0}", "{\"count\":0}", "{\"count\":0}", "{\"count\":1}");
        }
    }

    @Test
    void a_client_that_waits_as_it_is_told_gets_through_an_outage_of_a_day() throws Exception {
        FaultPlan day = FaultPlan.builder()
                .downtime(Downtime.after(Duration.ZERO)
                        .lasting(Duration.ofDays(1))
                        .retryAfter(Duration.ofHours(7)))
                .build();
        try (FakeServer fake = fake(day);
                NotesClient client = new NotesClient(fake)) {
            List<Integer> seen = new ArrayList<>();
            int status = client.create("a").status();
            while (status == 503) {
                seen.add(status);
                clock.sleep(Duration.ofHours(7));
                status = client.create("a").status();
            }
            assertThat(seen).hasSize(4);
            assertThat(minutes()).isEqualTo(28 * 60);
            assertThat(fake.truth().list().get(0).at()).isEqualTo(START.plus(Duration.ofHours(28)));
        }
    }
}
