package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.support.Answer;
import dev.sallyport.support.BreakableLedger;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.ScriptedHost.Received;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntentTest {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final Intent KEY = Intent.keyed("order-1");
    private static final Map<String, String> LAMP = Map.of("name", "lamp");

    private static Shop.Builder numbering() {
        AtomicInteger ids = new AtomicInteger();
        Shop.Builder builder = Shop.builder();
        return builder.host(new ScriptedHost()
                .otherwise(request -> request.method().equals("GET")
                        ? Answer.json(404, "{}")
                        : Answer.json(201, "{\"id\":\"t" + ids.incrementAndGet() + "\"}")));
    }

    @Test
    void a_key_is_carried_out_once_and_its_receipt_says_that_it_is_a_replay_and_of_when() {
        try (Shop shop = numbering().build()) {
            Receipt first = shop.create(shop.unlimited(), KEY, LAMP).orThrow();
            shop.time.step(Duration.ofHours(3));
            Receipt second = shop.create(shop.unlimited(), KEY, LAMP).orThrow();
            assertThat(shop.host.received("POST")).hasSize(1);
            assertThat(first.replayed()).isFalse();
            assertThat(first.attempts()).isOne();
            assertThat(second.replayed()).isTrue();
            assertThat(second.attempts()).isZero();
            assertThat(second.at()).isEqualTo(SteppingTime.START);
            assertThat(second.target()).isEqualTo(first.target());
            assertThat(second.durability()).isEqualTo(Durability.MEMORY);
            assertThat(shop.audit.lines()).containsExactly("INTENDED pending", "SETTLED committed", "SETTLED replayed");
        }
    }

    @Test
    void recovery_forgets_what_was_settled_longer_ago_than_the_retention_of_thirty_days() {
        try (Shop shop = numbering().build()) {
            shop.create(shop.unlimited(), KEY, LAMP).orThrow();
            shop.time.step(Duration.ofDays(29));
            shop.pipeline.recover();
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).orThrow().replayed())
                    .isTrue();
            shop.time.step(Duration.ofDays(2));
            shop.pipeline.recover();
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).orThrow().replayed())
                    .isFalse();
            assertThat(shop.host.received("POST")).hasSize(2);
        }
    }

    @Test
    void the_guard_runs_before_a_replay() {
        try (Shop shop = numbering().build()) {
            shop.create(shop.unlimited(), KEY, LAMP);
            Session readOnly = shop.under(Grant.to("agent").allow("crm:*:read"));
            Outcome<Receipt> refused = shop.create(readOnly, KEY, LAMP);
            assertThat(codeOf(refused)).isEqualTo(ErrorCode.NOT_GRANTED);
        }
    }

    @Test
    void other_content_under_the_same_key_is_refused_and_the_fields_are_named() {
        try (Shop shop = numbering().build()) {
            Map<String, Object> content = new HashMap<>(Map.of("name", "lamp", "colour", "red", "size", 4));
            shop.create(shop.unlimited(), KEY, content);
            content.put("colour", "blue");
            content.remove("size");
            Outcome<Receipt> refused = shop.create(shop.unlimited(), KEY, content);
            assertThat(codeOf(refused)).isEqualTo(ErrorCode.INTENT_CONFLICT);
            assertThat(((Outcome.NotSent<Receipt>) refused).reason().advice())
                    .contains("colour", "size")
                    .doesNotContain("name", "red", "blue");
            assertThat(shop.host.received("POST")).hasSize(1);
        }
    }

    @Test
    void content_that_only_prints_alike_is_other_content() {
        List<Object> alike = new ArrayList<>(List.of(
                "null", RichText.plain("a"), RichText.plain("b"), RichText.html("a"), List.of("a", "b"), "[a, b]"));
        alike.add(List.of("a, b"));
        alike.add(null);
        for (Object one : alike) {
            try (Shop shop = numbering().build()) {
                for (Object other : alike) {
                    Map<String, Object> first = new HashMap<>();
                    first.put("note", one);
                    Map<String, Object> second = new HashMap<>();
                    second.put("note", other);
                    Intent key = Intent.keyed("k" + alike.indexOf(other));
                    shop.create(shop.unlimited(), key, first);
                    assertThat(codeOf(shop.create(shop.unlimited(), key, second)))
                            .isEqualTo(one == other ? null : ErrorCode.INTENT_CONFLICT);
                }
            }
        }
    }

    @Test
    void equal_creates_in_a_named_task_are_one_and_updates_never_are() {
        try (Shop shop = numbering().build()) {
            Session task = shop.under(Grant.to("agent").allow("crm:*:*").forTask("T-1"));
            Session other = shop.under(Grant.to("agent").allow("crm:*:*").forTask("T-2"));
            shop.create(task, Intent.automatic(), LAMP);
            assertThat(shop.create(task, Intent.automatic(), LAMP).orThrow().replayed())
                    .isTrue();
            shop.create(task, Intent.automatic(), Map.of("name", "desk"));
            shop.create(other, Intent.automatic(), LAMP);
            shop.create(shop.unlimited(), Intent.automatic(), LAMP);
            shop.create(shop.unlimited(), Intent.automatic(), LAMP);
            assertThat(shop.host.received("POST")).hasSize(5);
            shop.update(task, Map.of("status", "A"));
            shop.update(task, Map.of("status", "B"));
            shop.update(task, Map.of("status", "A"));
            assertThat(shop.host.received("POST")).hasSize(8);
        }
    }

    @Test
    void not_sent_and_rejected_may_be_sent_again_under_the_same_key() {
        try (Shop shop = numbering().build()) {
            shop.host.script(Answer.json(400, "{}"));
            assertThat(WriteOutcomeTest.name(shop.create(shop.unlimited(), KEY, LAMP)))
                    .isEqualTo("rejected");
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).orThrow().replayed())
                    .isFalse();
        }
    }

    @Test
    void an_unknown_write_is_looked_for_and_settles_when_absence_is_proved() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            shop.host.script(Answer.eof());
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            assertThat(WriteOutcomeTest.name(unknown.settle())).isEqualTo("unknown");
            Outcome<Receipt> repeated = shop.create(shop.unlimited(), KEY, LAMP);
            assertThat(WriteOutcomeTest.name(repeated)).isEqualTo("unknown");
            assertThat(shop.host.received("POST"))
                    .as("asking again and again does not put the proof off")
                    .hasSize(1);
            shop.time.step(BOUND.minus(shop.time.passed()).plusSeconds(1));
            assertThat(WriteOutcomeTest.name(unknown.settle())).isEqualTo("notSent");
            assertThat(WriteOutcomeTest.name(unknown.settle()))
                    .as("what is settled stays so, and its claim is given back")
                    .isEqualTo("notSent");
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).isCommitted()).isTrue();
            assertThat(shop.host.received("POST")).hasSize(2);
            assertThat(unknown.settle().orThrow().replayed()).isTrue();
        }
    }

    @Test
    void a_look_up_begun_too_early_proves_nothing_even_if_it_ends_after_the_bound() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            shop.host.script(Answer.eof());
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            shop.time.step(BOUND.minus(shop.time.passed()).minusSeconds(1));
            shop.host.script(Answer.after(() -> shop.time.step(Duration.ofSeconds(20)), Answer.json(404, "{}")));
            assertThat(WriteOutcomeTest.name(unknown.settle())).isEqualTo("unknown");
        }
    }

    @Test
    void an_effect_that_shows_late_is_found_and_not_doubled() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            shop.host.script(Answer.eof());
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            shop.host.script(Answer.json(200, "{\"id\":\"late\"}"));
            Receipt receipt = unknown.settle().orThrow();
            assertThat(receipt.target().id()).isEqualTo("late");
            assertThat(receipt.attribution()).isEqualTo(Attribution.OURS);
            assertThat(shop.create(shop.unlimited(), KEY, LAMP)
                            .orThrow()
                            .target()
                            .id())
                    .isEqualTo("late");
            assertThat(shop.host.received("POST")).hasSize(1);
        }
    }

    @Test
    void within_a_long_deadline_proved_absence_lets_the_same_call_send_again() {
        try (Shop shop = numbering().found(false, Duration.ofSeconds(5)).build()) {
            shop.host.script(Answer.eof());
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).isCommitted()).isTrue();
            assertThat(shop.time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(shop.host.received("POST")).hasSize(2);
        }
    }

    @Test
    void every_sending_of_an_intent_carries_the_same_stamp_also_after_a_restart() {
        Ledger ledger = Ledger.inMemory();
        List<String> bodies = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
            try (Shop shop = numbering().ledger(ledger).found(true, BOUND).build()) {
                shop.host.script(Answer.json(500, "{}"), Answer.json(404, "{}"), Answer.json(400, "{}"));
                shop.create(shop.unlimited(), KEY, LAMP);
                shop.host.received("POST").stream().map(Received::body).forEach(bodies::add);
            }
        }
        assertThat(bodies).hasSizeGreaterThan(2);
        assertThat(bodies.stream().distinct()).hasSize(1);
    }

    @Test
    void recovery_asks_about_a_dead_process_s_intents_and_sends_none() {
        Ledger ledger = Ledger.inMemory();
        SteppingTime time = new SteppingTime();
        for (String key : List.of("a", "b", "c")) {
            try (Shop dying =
                    numbering().time(time).ledger(ledger).found(false, BOUND).build()) {
                assertThatThrownBy(() -> dying.pipeline.write(
                                dying.unlimited(), Write.of(dying.create, Intent.keyed(key), null, LAMP, context -> {
                                    throw new Killed();
                                })))
                        .isInstanceOf(Killed.class);
            }
        }
        try (Shop heir =
                numbering().time(time).ledger(ledger).found(false, BOUND).build()) {
            assertThat(heir.pipeline.recover()).as("their leases still run").isEqualTo(new Recovery(0, 0, 0));
            time.step(Duration.ofMinutes(2));
            heir.host.script(Answer.json(200, "{\"id\":\"t9\"}"), Answer.json(404, "{}"), Answer.json(409, "{}"));
            assertThat(heir.pipeline.recover()).isEqualTo(new Recovery(1, 0, 2));
            time.step(BOUND);
            assertThat(heir.pipeline.recover()).isEqualTo(new Recovery(0, 2, 0));
            assertThat(heir.pipeline.recover()).isEqualTo(new Recovery(0, 0, 0));
            assertThat(heir.host.received("POST")).isEmpty();
        }
    }

    @Test
    void a_second_caller_of_the_same_intent_gets_the_receipt_of_the_first() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger sendings = new AtomicInteger();
        Operation create = Operation.write("things.create", "crm:thing:create", Effect.CREATE);
        ConnectorDescriptor descriptor = new ConnectorDescriptor("shop", "crm", "acme", List.of(), List.of(create));
        Ledger ledger = Ledger.inMemory();
        TimeSource time = new TimeSource() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                waiting.countDown();
                TimeSource.system().sleep(duration);
            }
        };
        Write write = Write.of(create, KEY, null, LAMP, context -> {
            sendings.incrementAndGet();
            sent.countDown();
            awaited(waiting);
            return Written.ours(Shop.THING, null);
        });
        List<CompletableFuture<Outcome<Receipt>>> calls = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
            Pipeline pipeline = Pipeline.open(
                    descriptor, Safeguards.builder().ledger(ledger).time(time).build());
            Session session = pipeline.bind(Grant.to("agent").allow("crm:*:*"));
            // A thread each: the common pool of a machine with two processors may have one only.
            calls.add(CompletableFuture.supplyAsync(
                    () -> pipeline.write(session, write), task -> new Thread(task, "caller").start()));
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
        }
        Receipt first = calls.get(0).get(10, TimeUnit.SECONDS).orThrow();
        Receipt second = calls.get(1).get(10, TimeUnit.SECONDS).orThrow();
        assertThat(sendings).hasValue(1);
        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.at()).isEqualTo(first.at());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_second_caller_whose_deadline_comes_first_is_told_until_when_the_first_may_take() {
        try (Shop shop = numbering().build()) {
            List<Outcome<Receipt>> second = new ArrayList<>();
            shop.host.script(Answer.after(
                    () -> second.add(shop.create(shop.unlimited(), KEY, LAMP)), Answer.json(201, "{\"id\":\"t1\"}")));
            shop.create(shop.unlimited(), KEY, LAMP).orThrow();
            assertThat(codeOf(second.get(0))).isEqualTo(ErrorCode.IN_PROGRESS);
            assertThat(((Outcome.NotSent<Receipt>) second.get(0)).reason().retryAt())
                    .isPresent();
            assertThat(shop.time.passed()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
        }
    }

    @Test
    void the_same_create_meant_twice_is_two_by_two_keys_or_two_tasks_and_one_by_one_key() {
        try (Shop shop = numbering().build()) {
            shop.create(shop.unlimited(), Intent.keyed("one"), LAMP).orThrow();
            shop.create(shop.unlimited(), Intent.keyed("two"), LAMP).orThrow();
            for (String task : List.of("T-1", "T-2")) {
                Session session = shop.under(Grant.to("agent").allow("crm:*:*").forTask(task));
                shop.create(session, Intent.automatic(), LAMP).orThrow();
                shop.create(session, Intent.automatic(), LAMP).orThrow();
            }
            shop.create(shop.unlimited(), Intent.keyed("two"), LAMP).orThrow();
            assertThat(shop.host.received("POST")).hasSize(4);
        }
    }

    @Test
    void an_intent_that_nothing_can_tell_of_says_so_at_once_and_what_is_lacking() {
        try (Shop shop = numbering().build()) {
            shop.host.script(Answer.eof());
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            assertThat(shop.time.passed()).isZero();
            assertThat(unknown.reason().advice()).contains("Nothing can tell; lacking is:");
            assertThat(unknown(unknown.settle()).reason().advice()).contains("lacking is:");
            assertThat(shop.host.received()).hasSize(1);
        }
    }

    @Test
    void the_bound_of_absence_counts_from_the_last_sending_and_not_from_when_the_call_gave_up() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            shop.host.script(Answer.eof());
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            Duration inVain = shop.time.passed();
            assertThat(inVain).isGreaterThan(Duration.ofSeconds(15));
            shop.time.step(BOUND.minus(inVain).plusSeconds(1));
            assertThat(WriteOutcomeTest.name(unknown.settle())).isEqualTo("notSent");
        }
    }

    @Test
    void a_ledger_that_fails_before_the_sending_stops_it() {
        for (int works = 0; works < 2; works++) {
            BreakableLedger ledger = new BreakableLedger();
            try (Shop shop = numbering().ledger(ledger).build()) {
                ledger.breakAfter(works);
                Outcome<Receipt> outcome = shop.create(shop.unlimited(), KEY, LAMP);
                assertThat(codeOf(outcome)).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
                assertThatThrownBy(outcome::orThrow)
                        .as("what is wrong with the store")
                        .hasMessageContaining("the disk is full");
                assertThat(WriteOutcomeTest.name(outcome)).isEqualTo("notSent");
                assertThat(shop.host.received()).isEmpty();
                assertThat(shop.audit.lines()).last().asString().contains("LEDGER_UNAVAILABLE");
            }
        }
    }

    @Test
    void a_ledger_that_fails_after_the_sending_leaves_it_unknown_until_it_works_again() {
        BreakableLedger ledger = new BreakableLedger();
        try (Shop shop = numbering().ledger(ledger).found(false, BOUND).build()) {
            ledger.breakAfter(2);
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            assertThat(WriteOutcomeTest.name(unknown.settle())).isEqualTo("unknown");
            assertThatThrownBy(shop.pipeline::recover)
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
            ledger.breakAfter(Integer.MAX_VALUE);
            shop.time.step(Duration.ofMinutes(2));
            shop.host.script(Answer.json(200, "{\"id\":\"t1\"}"));
            assertThat(unknown.settle().isCommitted()).isTrue();
        }
    }

    @Test
    void a_commit_that_the_ledger_could_not_record_is_settled_without_asking_the_system() {
        BreakableLedger ledger = new BreakableLedger();
        try (Shop shop = numbering().ledger(ledger).build()) {
            ledger.breakAfter(2);
            Outcome.Unknown<Receipt> unknown = unknown(shop.create(shop.unlimited(), KEY, LAMP));
            assertThat(unknown.reason()).hasMessageContaining("committed it, but the ledger could not record that");
            ledger.breakAfter(Integer.MAX_VALUE);
            Receipt settled = unknown.settle().orThrow();
            assertThat(shop.audit.lines()).last().asString().contains("SETTLED committed");
            assertThat(shop.create(shop.unlimited(), KEY, LAMP).orThrow())
                    .satisfies(again -> assertThat(again.replayed()).isTrue())
                    .satisfies(again -> assertThat(again.target()).isEqualTo(settled.target()));
            assertThat(shop.host.received()).hasSize(1);
        }
    }

    @Test
    void a_connector_that_stumbles_over_its_own_feet_leaves_the_write_unknown() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            Outcome<Receipt> outcome =
                    shop.pipeline.write(shop.unlimited(), Write.of(shop.create, KEY, null, LAMP, context -> {
                        throw new NullPointerException("secret row");
                    }));
            Outcome.Unknown<Receipt> unknown = unknown(outcome);
            assertThat(unknown.reason()).hasMessageNotContaining("secret row");
            assertThat(shop.audit.lines()).containsExactly("INTENDED pending", "SETTLED unknown");
        }
    }

    @Test
    void a_refusal_made_up_while_reading_the_reply_does_not_unsend_a_write() {
        try (Shop shop = numbering().build()) {
            Outcome<Receipt> outcome = shop.pipeline.write(
                    shop.unlimited(),
                    Write.of(
                            shop.create,
                            KEY,
                            null,
                            LAMP,
                            shop.transport.exchange(HttpRequest.of("POST", "/things"), reply -> {
                                throw Failure.unsent(ErrorCode.UNSUPPORTED, "shop", "things.create", "Odd reply.")
                                        .toException();
                            })));
            assertThat(WriteOutcomeTest.name(outcome)).isEqualTo("unknown");
        }
    }

    @Test
    void an_unknown_intent_stays_unknown_when_its_repetition_is_refused() {
        try (Shop shop = numbering().found(false, BOUND).build()) {
            shop.host.script(Answer.eof());
            Session session = shop.under(Grant.to("agent").allow("crm:*:*").maxWrites(1));
            unknown(shop.create(session, KEY, LAMP));
            Outcome.Unknown<Receipt> again = unknown(shop.create(session, KEY, LAMP));
            assertThat(again.reason()).hasMessageContaining("budget");
        }
    }

    @Test
    void whose_write_it_was_is_not_known_better_by_a_replay() {
        try (Shop shop = numbering().build()) {
            Write gone = Write.of(shop.delete, KEY, Shop.THING, Map.of(), context -> {
                if (context.number() == 1) {
                    throw AttemptFailure.answered(ErrorCode.THROTTLED, "wait").asTransient();
                }
                return Written.bySomebody(Shop.THING, null);
            });
            assertThat(shop.pipeline.write(shop.unlimited(), gone).orThrow().attribution())
                    .isEqualTo(Attribution.UNKNOWN);
            Receipt replay = shop.pipeline.write(shop.unlimited(), gone).orThrow();
            assertThat(replay.replayed()).isTrue();
            assertThat(replay.attribution()).isEqualTo(Attribution.UNKNOWN);
        }
    }

    /** As if the process had died: nothing that comes after it runs. */
    private static final class Killed extends Error {}

    private static Outcome.Unknown<Receipt> unknown(Outcome<Receipt> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        return (Outcome.Unknown<Receipt>) outcome;
    }

    private static ErrorCode codeOf(Outcome<Receipt> outcome) {
        return outcome.fold(
                committed -> null,
                notSent -> notSent.reason().code(),
                rejected -> rejected.reason().code(),
                unknown -> unknown.reason().code());
    }
}
