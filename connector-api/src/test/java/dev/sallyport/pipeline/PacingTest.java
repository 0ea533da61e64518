package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Outcome;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.error.InputException;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.support.Answer;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            7                             | 7
            0.5                           | 0
            0                             | 0
            -5                            | 0
            Sun, 01 Mar 2026 10:00:09 GMT | 9
            Sun, 01 Mar 2026 09:00:00 GMT | 0
            soon                          | 0
            """)
    void retry_after_is_obeyed_with_a_little_jitter(String header, long seconds) {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(429, "{}", "Retry-After: " + header));
            shop.get(shop.unlimited());
            assertThat(shop.time.passed()).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 2));
        }
    }

    @Test
    void a_refusal_without_a_time_costs_a_tenth_of_the_window_or_a_second_at_most() {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(429, "{}"));
            shop.get(shop.unlimited());
            assertThat(shop.time.passed()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Test
    void a_date_is_read_by_the_vendors_own_clock() {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(
                    429, "{}", "Date: Mon, 02 Mar 2026 10:00:00 GMT", "Retry-After: Mon, 02 Mar 2026 10:00:04 GMT"));
            shop.get(shop.unlimited());
            assertThat(shop.time.passed()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "86400", "999999999999999999999", "Mon, 01 Mar 2027 10:00:00 GMT"})
    void a_wait_that_would_outlast_the_deadline_is_refused_at_once_with_the_time(String header) {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(429, "{}", "Retry-After: " + header));
            RetryLaterException e = catchThrowableOfType(RetryLaterException.class, () -> shop.get(shop.unlimited()));
            assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED);
            assertThat(shop.time.passed()).isZero();
            assertThat(e.retryAt().orElseThrow())
                    .isBetween(
                            SteppingTime.START.plusSeconds(31),
                            SteppingTime.START.plus(Duration.ofHours(24)).plusSeconds(2));
            RetryLaterException next =
                    catchThrowableOfType(RetryLaterException.class, () -> shop.get(shop.unlimited()));
            assertThat(next.failure().attempts()).as("nobody else asks in vain").isZero();
            assertThat(shop.host.received()).hasSize(1);
        }
    }

    @Test
    void a_limit_that_is_used_up_is_waited_for_if_the_deadline_allows() {
        try (Shop patient = Shop.builder()
                        .capacity(3)
                        .safeguards(Safeguards.builder().deadline(Duration.ofMinutes(2)))
                        .build();
                Shop hurried = Shop.builder().capacity(3).build()) {
            for (int i = 0; i < 4; i++) {
                patient.get(patient.unlimited());
            }
            assertThat(patient.time.passed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(63));
            for (int i = 0; i < 3; i++) {
                hurried.get(hurried.unlimited());
            }
            RetryLaterException e =
                    catchThrowableOfType(RetryLaterException.class, () -> hurried.get(hurried.unlimited()));
            assertThat(e.retryAt().orElseThrow())
                    .isBetween(SteppingTime.START.plusSeconds(60), SteppingTime.START.plusSeconds(63));
            Outcome.NotSent<?> write = (Outcome.NotSent<?>) hurried.create(hurried.unlimited());
            assertThat(write.reason().code()).isEqualTo(ErrorCode.THROTTLED);
            assertThat(hurried.host.received()).hasSize(3);
        }
    }

    @Test
    void attempts_are_charged_and_what_was_not_sent_is_given_back() {
        try (Shop shop = Shop.builder().capacity(10).build()) {
            shop.host.script(Answer.json(500, "{}"), Answer.json(500, "{}"));
            shop.get(shop.unlimited());
            assertThat(shop.audit.events().get(0).cost()).containsEntry("account", 3);
            shop.host.close();
            assertThatThrownBy(() -> shop.get(shop.unlimited())).isInstanceOf(RetryLaterException.class);
            assertThat(shop.stages.stream().filter(stage -> stage == Stage.ATTEMPT))
                    .as("more tries than the limit holds, none of them sent")
                    .hasSizeGreaterThan(3 + 7);
        }
    }

    @Test
    void what_only_the_reply_says_that_it_cost_is_charged_and_audited() {
        try (Shop shop = Shop.builder().capacity(10).build()) {
            shop.pipeline.read(shop.unlimited(), Read.of(Shop.GET, null, context -> {
                context.cost("account", 10);
                return true;
            }));
            assertThat(shop.audit.events().get(0).cost()).containsEntry("account", 10);
            assertThatThrownBy(() -> shop.get(shop.unlimited())).isInstanceOf(RetryLaterException.class);
        }
    }

    @Test
    void a_lane_changes_no_budget_and_a_child_of_a_batch_is_a_batch() {
        Grant grant = Grant.to("agent").maxCalls(5);
        Grant batch = grant.inLane(Lane.BATCH);
        assertThat(grant.lane()).isEqualTo(Lane.INTERACTIVE);
        assertThat(batch.budgetKey()).isEqualTo(grant.budgetKey());
        assertThat(batch.narrow().inLane(Lane.INTERACTIVE).lane()).isEqualTo(Lane.BATCH);
    }

    @Test
    void people_are_left_a_twentieth_unless_it_is_said_otherwise() {
        assertThat(Safeguards.defaults().keptForPeople()).isEqualTo(0.05);
        try (Shop shop = Shop.builder().capacity(40).build()) {
            for (int i = 0; i < 38; i++) {
                shop.get(shop.unlimited());
            }
            assertThatThrownBy(() -> shop.get(shop.unlimited())).isInstanceOf(RetryLaterException.class);
        }
        assertThatThrownBy(() -> Safeguards.builder().keptForPeople(0.95)).hasMessageContaining("0.95");
    }

    @Test
    void an_attempt_that_finds_that_it_cannot_be_made_costs_nothing() {
        try (Shop shop = Shop.builder().capacity(1).build()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> shop.pipeline.read(shop.unlimited(), Read.of(Shop.GET, null, context -> {
                            throw Failure.unsent(ErrorCode.UNSUPPORTED, "shop", "things.get", "Cannot sort by that.")
                                    .toException();
                        })))
                        .isInstanceOf(InputException.class);
            }
            shop.get(shop.unlimited());
        }
    }

    @Test
    void what_the_headers_say_is_left_is_believed() {
        try (Shop shop = Shop.builder()
                .dialect(new Dialect() {
                    @Override
                    public AttemptFailure failure(HttpReply reply, boolean write) {
                        return StatusTable.usual(reply, write);
                    }

                    @Override
                    public void limits(HttpReply reply, AttemptContext context) {
                        reply.header("X-Left")
                                .ifPresent(left -> context.observe("account", Observation.left(Long.parseLong(left))));
                    }
                })
                .build()) {
            shop.host.script(Answer.json(200, "{}", "X-Left: 1"), Answer.json(200, "{}", "X-Left: 900"));
            shop.get(shop.unlimited());
            assertThat(shop.time.passed()).isZero();
            shop.get(shop.unlimited());
            Duration first = shop.time.passed();
            assertThat(first).as("a tenth of the window is waited at least").isGreaterThan(Duration.ofSeconds(6));
            shop.get(shop.unlimited());
            assertThat(shop.time.passed()).as("more left is not believed").isGreaterThan(first);
            assertThat(shop.audit.events().get(1).waits()).containsOnlyKeys("account");
        }
    }

    @Test
    void a_system_that_fails_again_and_again_is_left_alone_and_one_call_tries_after_the_pause() {
        SteppingTime time = new SteppingTime();
        Circuit circuit = new Circuit(new Jitter(3));
        fail(circuit, time, 8);
        assertThat(circuit.ask(time.now()).waitUntil()).isAfter(time.now().plusMillis(124));
        fail(circuit, time, 30);
        time.step(Duration.ofMillis(250));
        Circuit.Pass one = circuit.ask(time.now());
        assertThat(one.waitUntil())
                .as("calls that were under way do not lengthen the pause")
                .isNull();
        assertThat(othersWait(circuit, time)).as("one tries, the others wait").isEqualTo(1);
        assertThat(circuit.ask(time.now()).waitUntil())
                .as("what the trying call must read first")
                .isNull();
        circuit.failed(one, time.now(), null);
        circuit.done(one);
        assertThat(circuit.ask(time.now()).waitUntil()).isAfter(time.now().plusMillis(249));
        time.step(Duration.ofMillis(500));
        int allowed = 1;
        while (allowed <= 32) {
            Circuit.Pass pass = circuit.ask(time.now());
            circuit.succeeded(pass);
            circuit.done(pass);
            allowed *= 2;
        }
        assertThat(othersWait(circuit, time)).isZero();
    }

    @Test
    void a_vendor_that_says_how_long_it_will_be_away_is_believed_for_a_minute() {
        SteppingTime time = new SteppingTime();
        Circuit circuit = new Circuit(new Jitter(3));
        for (int i = 0; i < 8; i++) {
            circuit.failed(circuit.ask(time.now()), time.now(), time.now().plus(Duration.ofDays(3)));
        }
        time.step(Duration.ofSeconds(59));
        assertThat(circuit.ask(time.now()).waitUntil()).isNotNull();
        time.step(Duration.ofSeconds(2));
        assertThat(circuit.ask(time.now()).waitUntil()).isNull();
    }

    private static void fail(Circuit circuit, SteppingTime time, int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed(circuit.ask(time.now()), time.now(), null);
        }
    }

    /** 1 if a call of another thread would have to wait, 0 if it may go. */
    private static int othersWait(Circuit circuit, SteppingTime time) {
        return CompletableFuture.supplyAsync(() -> {
                    Circuit.Pass pass = circuit.ask(time.now());
                    circuit.done(pass);
                    return pass.waitUntil() == null ? 0 : 1;
                })
                .join();
    }

    @Test
    void refusals_do_not_open_the_circuit() {
        try (Shop shop = Shop.open()) {
            shop.host.otherwise(request -> Answer.json(404, "{}"));
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> shop.get(shop.unlimited())).hasMessageContaining("NOT_FOUND");
            }
            assertThat(shop.host.received()).hasSize(20);
            assertThat(shop.time.passed()).isZero();
        }
    }

    @Test
    void a_charge_that_no_window_can_hold_is_a_mistake_in_the_descriptor() {
        Limit limit = new Limit("account", Limit.Kind.FIXED, 1, Duration.ofSeconds(1), Limit.Per.ACCOUNT);
        Operation dear = Operation.read("x", "crm:x:read", new Charge("account", 2));
        assertThatThrownBy(() -> new ConnectorDescriptor("shop", "crm", "acme", List.of(limit), List.of(dear)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account");
    }
}
