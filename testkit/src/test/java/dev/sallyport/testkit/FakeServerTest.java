package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeServerTest {
    private static FaultPlan down(Downtime downtime) {
        return FaultPlan.builder().downtime(downtime).build();
    }

    @Test
    void a_downtime_by_requests_turns_away_just_those() {
        FaultPlan plan = down(Downtime.afterRequests(2).forRequests(3).retryAfter(Duration.ofSeconds(9)));
        try (FakeServer fake = FakeServer.of(new NotesPack()).faults(plan).start();
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.createRepeatedly("a", 6)).containsExactly(201, 201, 503, 503, 503, 201);
            assertThat(fake.truth().count()).isEqualTo(3);
            assertThat(fake.faults().downtimeRequests()).isEqualTo(3);
            assertThat(fake.journal().entries().get(2).retryAfter()).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void a_downtime_by_time_follows_the_clock_of_the_fake() throws IOException {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
        FaultPlan plan = down(Downtime.after(Duration.ofSeconds(10)).lasting(Duration.ofSeconds(30)));
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .clock(time::get)
                        .faults(plan)
                        .start();
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.list().status()).isEqualTo(200);
            time.updateAndGet(now -> now.plusSeconds(10));
            assertThat(client.list().status()).isEqualTo(503);
            time.updateAndGet(now -> now.plusSeconds(30));
            assertThat(client.list().status()).isEqualTo(200);
        }
    }

    @Test
    void a_refusing_downtime_refuses_connections_and_comes_back_on_the_same_port() throws IOException {
        FaultPlan plan =
                down(Downtime.afterRequests(1).lasting(Duration.ofMillis(300)).refusingConnections());
        try (FakeServer fake = FakeServer.of(new NotesPack()).faults(plan).start();
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.createRepeatedly("a", 2)).containsExactly(201, 0);
            while (!isRefused(client)) {
                Thread.onSpinWait();
            }
            while (client.createRepeatedly("b", 1).equals(List.of(0))) {
                Thread.onSpinWait();
            }
            assertThat(fake.truth().count()).isEqualTo(2);
        }
    }

    private static boolean isRefused(NotesClient client) throws IOException {
        try {
            client.list();
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (SocketException closedUnderway) {
            return false;
        }
    }

    @Test
    void a_bug_in_a_pack_answers_500_and_is_not_kept_silent() throws IOException {
        FakeServer fake = FakeServer.of(new NotesPack()).start();
        try (NotesClient client = new NotesClient(fake)) {
            assertThat(client.send("GET", "/bug", null, null).body()).isEqualTo("{\"error\":\"internal\"}");
        }
        assertThatThrownBy(fake::close).hasRootCauseMessage("a bug in the pack");
    }

    @Test
    void a_problem_that_was_looked_at_does_not_spoil_the_close() throws IOException {
        try (FakeServer fake = FakeServer.of(new NotesPack()).start();
                NotesClient client = new NotesClient(fake)) {
            client.send("GET", "/bug", null, null);
            assertThat(fake.problems())
                    .singleElement()
                    .extracting(Problem::where)
                    .isEqualTo("bug");
        }
    }

    @Test
    void a_body_over_the_limit_gets_413_and_commits_nothing() throws IOException {
        try (FakeServer fake = FakeServer.of(new NotesPack()).maxBodyBytes(20).start();
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.create("a").status()).isEqualTo(201);
            assertThat(client.create("a".repeat(20)).status()).isEqualTo(413);
            assertThat(fake.truth().count()).isEqualTo(1);
        }
    }

    @Test
    void a_reset_fake_is_as_it_was_at_the_start() {
        FaultRule throttled = FaultRule.of(FaultKind.THROTTLED);
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .faults(FaultPlan.of(throttled))
                        .start();
                NotesClient client = new NotesClient(fake)) {
            List<Integer> first = client.createRepeatedly("a", 3);
            List<Effect> truth = fake.truth().list();
            fake.reset();
            assertThat(fake.truth().count()).isZero();
            assertThat(fake.journal().count()).isZero();
            assertThat(client.createRepeatedly("a", 3)).isEqualTo(first).containsExactly(429, 201, 201);
            assertThat(fake.truth().list())
                    .extracting(Effect::recordId, Effect::requestId)
                    .isEqualTo(truth.stream()
                            .map(effect -> tuple(effect.recordId(), effect.requestId()))
                            .toList());
        }
    }

    @Test
    void the_journal_keeps_its_bound_and_says_what_it_dropped() {
        try (FakeServer fake = FakeServer.of(new NotesPack()).journalCapacity(2).start();
                NotesClient client = new NotesClient(fake)) {
            client.createRepeatedly("a", 5);
            assertThat(fake.journal().entries())
                    .extracting(JournalEntry::sequence)
                    .containsExactly(4L, 5L);
            assertThat(fake.journal().dropped()).isEqualTo(3);
        }
    }

    @Test
    void encoded_segments_reach_the_pack_decoded_and_wiremock_does_not_show() throws IOException {
        try (FakeServer fake = FakeServer.of(new NotesPack()).start();
                NotesClient client = new NotesClient(fake)) {
            NotesClient.Seen seen = client.send("GET", "/notes/a%2Fb%20c", null, null);
            assertThat(seen.status()).isEqualTo(404);
            assertThat(fake.journal().entries().get(0).subject()).isEqualTo("note/a/b c");
            assertThat(seen.headers().names()).containsExactlyInAnyOrder("Content-Type", "Date", "Content-Length");
            client.send("GET", "/__admin/mappings", null, null);
            assertThat(fake.journal().entries()).hasSize(2);
        }
    }

    @Test
    void a_closed_fake_leaves_no_threads_and_drops_what_was_late() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        FaultRule late =
                FaultRule.of(FaultKind.LATE_EFFECT).hold(Duration.ofMinutes(5)).delay(Duration.ofMinutes(5));
        FakeServer fake =
                FakeServer.of(new NotesPack()).faults(FaultPlan.of(late)).start();
        Thread caller = new Thread(() -> {
            try (NotesClient client = new NotesClient(fake)) {
                client.createRepeatedly("a", 1);
            }
        });
        caller.start();
        while (fake.lateEffectsPending() == 0) {
            Thread.onSpinWait();
        }
        fake.close();
        assertThat(fake.truth().count()).isZero();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!left(before).isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(left(before)).isEmpty();
    }

    private static Set<String> left(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("OkHttp"))
                .collect(Collectors.toSet());
    }
}
