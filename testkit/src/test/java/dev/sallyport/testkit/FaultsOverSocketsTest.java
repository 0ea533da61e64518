package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Swell;
import dev.sallyport.testkit.spi.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsOverSocketsTest {
    private static FakeServer fake(FaultRule... rules) {
        return FakeServer.of(new NotesPack()).faults(FaultPlan.of(rules)).start();
    }

    @ParameterizedTest
    @CsvSource({
        "RESET_BEFORE,0,0",
        "REPLY_LOST,0,1",
        "THROTTLED,429,0",
        "UNAVAILABLE,503,0",
        "SERVER_ERROR_AFTER,500,1",
        "SLOW_REPLY,201,1",
        "SLOW_BODY,201,1",
        "TRUNCATED_BODY,201,1",
        "HTML_200,200,0",
        "MALFORMED_BODY,201,1",
        "WRONG_TYPE,201,1",
    })
    void the_first_create_meets_the_fault_and_the_second_gets_through(FaultKind kind, int status, int committed) {
        try (FakeServer fake = fake(FaultRule.of(kind).delay(Duration.ofMillis(30)));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.createRepeatedly("a", 1)).containsExactly(status);
            assertThat(fake.truth().count()).isEqualTo(committed);
            assertThat(client.createRepeatedly("a", 1)).containsExactly(201);
            assertThat(fake.truth().count()).isEqualTo(committed + 1);
            assertThat(fake.faults().hits(kind)).isEqualTo(1);
            assertThat(fake.journal().entries())
                    .extracting(JournalEntry::fault, JournalEntry::status, JournalEntry::occurrence)
                    .containsExactly(tuple(kind, status, 1), tuple(null, 201, 2));
        }
    }

    @Test
    void every_kind_of_fault_is_tried_here_or_by_name() {
        Map<FaultKind, Boolean> hostile = new EnumMap<>(FaultKind.class);
        FaultPlan.named("hostile").rules().forEach(rule -> hostile.put(rule.kind(), true));
        assertThat(hostile.keySet()).containsExactly(FaultKind.values());
    }

    @ParameterizedTest
    @CsvSource({"RESET,reset", "EOF,end of stream"})
    void a_cut_is_the_cut_that_was_asked_for(Cut cut, String words) {
        try (FakeServer fake = fake(FaultRule.of(FaultKind.REPLY_LOST).cut(cut));
                NotesClient client = new NotesClient(fake)) {
            assertThatThrownBy(() -> client.create("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(words);
            assertThat(fake.journal().entries().get(0).cut()).isEqualTo(cut);
        }
    }

    @Test
    void a_late_effect_lands_after_the_client_has_looked() throws IOException {
        FaultRule late =
                FaultRule.of(FaultKind.LATE_EFFECT).hold(Duration.ofMillis(20)).delay(Duration.ofMillis(400));
        try (FakeServer fake = fake(late);
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.createRepeatedly("a", 1)).containsExactly(0);
            assertThat(client.list().body()).isEqualTo("{\"count\":0}");
            assertThat(fake.lateEffectsPending()).isEqualTo(1);
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(client.list().body()).isEqualTo("{\"count\":1}");
            assertThat(fake.truth().list().get(0).requestId())
                    .isEqualTo(fake.journal().entries().get(0).requestId());
        }
    }

    @Test
    void a_late_effect_is_judged_by_the_state_of_then() throws IOException {
        FaultRule late = FaultRule.of(FaultKind.LATE_EFFECT).on("note.replace").delay(Duration.ofMillis(300));
        try (FakeServer fake = fake(late);
                NotesClient client = new NotesClient(fake)) {
            assertThatThrownBy(() -> client.send("PUT", "/notes/n1", "new", null))
                    .isInstanceOf(IOException.class);
            client.create("old");
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(client.send("GET", "/notes/n1", null, null).body()).isEqualTo("{\"text\":\"new\"}");
        }
    }

    @Test
    void slow_replies_and_bodies_take_their_time_and_arrive_whole() throws IOException {
        Duration delay = Duration.ofMillis(80);
        for (FaultKind kind : List.of(FaultKind.SLOW_REPLY, FaultKind.SLOW_BODY)) {
            try (FakeServer fake = fake(FaultRule.of(kind).delay(delay));
                    NotesClient client = new NotesClient(fake)) {
                long started = System.nanoTime();
                assertThat(client.create("a").body()).endsWith("}");
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(delay.dividedBy(2));
            }
        }
    }

    @Test
    void a_truncated_body_is_valid_http_and_broken_json() throws IOException {
        try (FakeServer fake = fake(FaultRule.of(FaultKind.TRUNCATED_BODY));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.create("a").body()).startsWith("{\"id\"").doesNotEndWith("}");
        }
    }

    @Test
    void a_malformed_body_comes_whole_and_is_no_json_and_a_wrong_type_is_no_json_by_name() throws IOException {
        try (FakeServer fake = fake(
                        FaultRule.of(FaultKind.MALFORMED_BODY).on("note.create"),
                        FaultRule.of(FaultKind.WRONG_TYPE).on("note.list"));
                NotesClient client = new NotesClient(fake)) {
            assertThat(client.create("a").body())
                    .startsWith("{\"id\"")
                    .endsWith("}")
                    .contains("\0");
            assertThat(client.list().headers().get("Content-Type")).startsWith("text/html");
        }
    }

    @Test
    void a_body_that_breaks_off_announced_more_and_was_committed() throws Exception {
        for (FaultKind kind : List.of(FaultKind.STALLED, FaultKind.CUT_SHORT)) {
            Duration silence = Duration.ofMillis(kind == FaultKind.STALLED ? 150 : 0);
            try (FakeServer fake = fake(FaultRule.of(kind).cut(Cut.EOF).delay(Duration.ofMillis(150)));
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.port())) {
                long started = System.nanoTime();
                String request = "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                String got = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                String body = got.substring(got.indexOf("\r\n\r\n") + 4);
                assertThat(got).startsWith("HTTP/1.1 201").doesNotContain("Sallyport");
                assertThat(header(got, "Content-Length")).isGreaterThan(body.length());
                assertThat(body).startsWith("{\"id\"");
                assertThat(took).isGreaterThanOrEqualTo(silence.dividedBy(2));
                assertThat(fake.truth().count()).isEqualTo(1);
                assertThat(fake.journal().entries())
                        .extracting(JournalEntry::status, JournalEntry::fault)
                        .containsExactly(tuple(201, kind));
            }
        }
    }

    private static int header(String reply, String name) {
        return Integer.parseInt(reply.replaceAll("(?s).*" + name + ": (\\d+).*", "$1"));
    }

    @Test
    void a_reply_without_a_body_stalls_too() throws IOException {
        try (FakeServer fake =
                        fake(FaultRule.of(FaultKind.STALLED).on("note.replace").delay(Duration.ofMillis(30)));
                NotesClient client = new NotesClient(fake)) {
            client.create("a");
            assertThatThrownBy(() -> client.send("PUT", "/notes/n1", "b", null)).isInstanceOf(IOException.class);
            assertThat(fake.truth().count()).isEqualTo(2);
        }
    }

    /** Each of them held a thread once, and there were eight. */
    @Test
    void two_hundred_stalled_replies_hold_no_thread() throws Exception {
        FaultRule stalled = FaultRule.of(FaultKind.STALLED).always().delay(Duration.ofMinutes(1));
        try (FakeServer fake = fake(stalled);
                NotesClient client = new NotesClient(fake)) {
            List<Socket> waiting = new ArrayList<>();
            for (int index = 0; index < 200; index++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.port());
                waiting.add(socket);
                socket.getOutputStream()
                        .write("GET /notes HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            fake.plan(FaultPlan.none());
            assertThat(client.list().status()).isEqualTo(200);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void a_swelling_rule_rises_holds_and_falls() {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
        Swell course = new Swell(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        FaultPlan plan = FaultPlan.of(FaultRule.of(FaultKind.UNAVAILABLE).swelling(course));
        List<Integer> failed = new ArrayList<>();
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .clock(time::get)
                        .faults(plan)
                        .start();
                NotesClient client = new NotesClient(fake)) {
            for (int tens = 0; tens < 9; tens++) {
                int before = (int) fake.faults().hits(FaultKind.UNAVAILABLE);
                for (int note = 0; note < 40; note++) {
                    client.createRepeatedly("note " + tens + " " + note, 1);
                }
                failed.add((int) fake.faults().hits(FaultKind.UNAVAILABLE) - before);
                time.updateAndGet(now -> now.plusSeconds(10));
            }
        }
        assertThat(failed.get(0)).isZero();
        assertThat(failed.get(1)).isZero();
        assertThat(failed.get(2)).isBetween(8, 32);
        assertThat(failed.subList(3, 6)).containsOnly(40);
        assertThat(failed.get(6)).isBetween(8, 32);
        assertThat(failed.subList(7, 9)).containsOnly(0);
    }

    @Test
    void an_expired_token_stays_dead_and_a_new_one_works() throws IOException {
        try (FakeServer fake = fake(FaultRule.of(FaultKind.TOKEN_EXPIRED));
                NotesClient client = new NotesClient(fake)) {
            String body = "{\"text\":\"a\"}";
            assertThat(client.send("POST", "/notes", body, "t1").status()).isEqualTo(401);
            assertThat(client.send("POST", "/notes", body, "t1").status()).isEqualTo(401);
            assertThat(client.send("POST", "/token", "", null).status()).isEqualTo(200);
            assertThat(client.send("POST", "/notes", body, "t2").status()).isEqualTo(201);
            assertThat(fake.faults().hits(FaultKind.TOKEN_EXPIRED)).isEqualTo(1);
            assertThat(fake.journal().entries().toString()).doesNotContain("t1", "\"a\"");
        }
    }

    @Test
    void a_fault_that_nobody_met_is_reported() throws IOException {
        FaultRule met = FaultRule.of(FaultKind.THROTTLED).on(Access.WRITE);
        FaultRule notMet = FaultRule.of(FaultKind.HTML_200).on("ticket.*");
        try (FakeServer fake = fake(met, notMet);
                NotesClient client = new NotesClient(fake)) {
            client.list();
            client.create("a");
            assertThat(fake.faults().neverHit()).containsExactly(notMet);
        }
    }
}
