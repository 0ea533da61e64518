package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.Shop;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list in and a list of outcomes out; the truth is what the system below committed. */
class BatchTest {
    private static final Duration BOUND = Duration.ofMinutes(10);

    /** A system that commits what it is told to and may lose its reply. */
    private static final class Vendor {
        private final List<String> committed = new ArrayList<>();
        private final List<List<Integer>> requests = new ArrayList<>();
        private final Queue<BatchAttempt> script = new ArrayDeque<>();

        List<BatchAttempt.Reply> take(List<BatchAttempt.Item> items) {
            return items.stream().map(this::done).toList();
        }

        BatchAttempt.Reply done(BatchAttempt.Item item) {
            committed.add(item.stamp());
            return new BatchAttempt.Reply.Done(Written.ours(new Ref("thing", "t" + item.index()), null));
        }

        List<BatchAttempt.Reply> run(List<BatchAttempt.Item> items, AttemptContext context) throws AttemptFailure {
            requests.add(items.stream().map(BatchAttempt.Item::index).toList());
            BatchAttempt next = script.poll();
            return next == null ? take(items) : next.run(items, context);
        }

        Answer look(String target) {
            return committed.contains(target.substring("/intents/".length()))
                    ? Answer.json(200, "{\"id\":\"found\"}")
                    : Answer.json(404, "{}");
        }
    }

    private final Vendor vendor = new Vendor();

    private Shop.Builder shop() {
        return Shop.builder().host(new ScriptedHost().otherwise(request -> vendor.look(request.target())));
    }

    private Batch batch(Shop shop, Intent intent, int most, boolean together, String... names) {
        List<Write> items = new ArrayList<>();
        for (String name : names) {
            items.add(Write.of(shop.create, intent, null, Map.of("name", name), context -> {
                throw new IllegalStateException("an item goes with its batch only");
            }));
        }
        return new Batch(items, most, together, vendor::run);
    }

    private List<Outcome<Receipt>> make(Shop shop, Session session, String... names) {
        return shop.pipeline.writeAll(session, batch(shop, Intent.automatic(), 100, false, names));
    }

    private static List<String> names(List<Outcome<Receipt>> outcomes) {
        return outcomes.stream().map(WriteOutcomeTest::name).toList();
    }

    @Test
    void the_nth_outcome_is_the_nth_items_and_one_that_is_refused_refuses_nobody_else() {
        try (Shop shop = shop().build()) {
            vendor.script.add((items, context) -> List.of(
                    vendor.done(items.get(0)),
                    new BatchAttempt.Reply.Failed(AttemptFailure.answered(ErrorCode.INVALID_INPUT, "No.")),
                    vendor.done(items.get(2))));
            List<Outcome<Receipt>> outcomes = make(shop, shop.unlimited(), "lamp", "", "desk");
            assertThat(names(outcomes)).containsExactly("committed", "rejected", "committed");
            assertThat(outcomes.get(2).orThrow().target().id()).isEqualTo("t2");
            assertThat(outcomes.get(0).orThrow().attempts()).isOne();
            assertThat(shop.audit.lines())
                    .containsExactly(
                            "INTENDED pending",
                            "INTENDED pending",
                            "INTENDED pending",
                            "SETTLED committed",
                            "SETTLED rejected: INVALID_INPUT",
                            "SETTLED committed");
        }
    }

    @Test
    void after_a_lost_reply_each_is_looked_for_and_only_the_absent_go_again_in_a_smaller_request() {
        try (Shop shop = shop().found(true, BOUND).build()) {
            vendor.script.add((items, context) -> {
                vendor.done(items.get(0));
                vendor.done(items.get(2));
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            List<Outcome<Receipt>> outcomes = make(shop, shop.unlimited(), "a", "b", "c", "d");
            assertThat(names(outcomes)).containsOnly("committed");
            assertThat(vendor.requests).containsExactly(List.of(0, 1, 2, 3), List.of(1, 3));
            assertThat(vendor.committed).hasSize(4).doesNotHaveDuplicates();
            assertThat(outcomes.get(0).orThrow().target().id()).isEqualTo("found");
        }
    }

    @Test
    void what_is_not_proved_absent_stays_unknown_alone_and_settles_later() {
        try (Shop shop = shop().found(false, BOUND).build()) {
            vendor.script.add((items, context) -> {
                vendor.done(items.get(1));
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            List<Outcome<Receipt>> outcomes = make(shop, shop.unlimited(), "a", "b");
            assertThat(names(outcomes)).containsExactly("unknown", "committed");
            assertThat(vendor.requests).hasSize(1);
            shop.time.step(BOUND);
            assertThat(WriteOutcomeTest.name(((Outcome.Unknown<Receipt>) outcomes.get(0)).settle()))
                    .isEqualTo("notSent");
            assertThat(shop.pipeline.recover().stillUnknown()).isZero();
        }
    }

    @Test
    void without_a_way_to_tell_a_lost_reply_makes_every_item_unknown_at_once() {
        try (Shop shop = shop().build()) {
            vendor.script.add((items, context) -> {
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            assertThat(names(make(shop, shop.unlimited(), "a", "b"))).containsExactly("unknown", "unknown");
            assertThat(vendor.requests).hasSize(1);
        }
    }

    @Test
    void a_refusal_for_volume_sends_all_again_and_some_failures_send_those_again() {
        try (Shop shop = shop().found(true, BOUND).build()) {
            vendor.script.add((items, context) -> {
                throw AttemptFailure.answered(ErrorCode.THROTTLED, "wait").asTransient();
            });
            vendor.script.add((items, context) -> List.of(
                    vendor.done(items.get(0)),
                    new BatchAttempt.Reply.Failed(AttemptFailure.answered(ErrorCode.UNAVAILABLE, "busy")
                            .asTransient())));
            assertThat(names(make(shop, shop.unlimited(), "a", "b"))).containsOnly("committed");
            assertThat(vendor.requests).containsExactly(List.of(0, 1), List.of(0, 1), List.of(1));
        }
    }

    @Test
    void the_guard_sees_each_item_and_the_budget_counts_each() {
        try (Shop shop = shop().build()) {
            Session masked = shop.under(Grant.to("agent").allow("crm:*:*").mask("crm:thing:name"));
            assertThat(names(make(shop, masked, "a", "b"))).containsExactly("notSent", "notSent");
            assertThat(vendor.requests).isEmpty();
            Session few = shop.under(Grant.to("agent").allow("crm:*:*").maxWrites(2));
            List<Outcome<Receipt>> outcomes = make(shop, few, "a", "b", "c");
            assertThat(names(outcomes)).containsExactly("committed", "committed", "notSent");
            assertThat(vendor.requests).containsExactly(List.of(0, 1));
        }
    }

    @Test
    void the_place_in_the_batch_is_part_of_the_intent() {
        try (Shop shop = shop().build()) {
            Session task = shop.under(Grant.to("agent").allow("crm:*:*").forTask("T-1"));
            assertThat(names(make(shop, task, "lamp", "lamp"))).containsOnly("committed");
            assertThat(vendor.committed).hasSize(2);
            List<Outcome<Receipt>> again = make(shop, task, "lamp", "lamp", "lamp");
            assertThat(again.stream().map(outcome -> outcome.orThrow().replayed()))
                    .containsExactly(true, true, false);
            assertThat(vendor.requests).containsExactly(List.of(0, 1), List.of(2));
        }
    }

    @Test
    void a_key_of_the_callers_covers_the_batch_and_names_what_differs_in_an_item() {
        try (Shop shop = shop().build()) {
            Intent key = Intent.keyed("import-7");
            shop.pipeline.writeAll(shop.unlimited(), batch(shop, key, 100, false, "a", "b"));
            List<Outcome<Receipt>> again =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, key, 100, false, "a", "sofa"));
            assertThat(names(again)).containsExactly("committed", "notSent");
            assertThat(((Outcome.NotSent<Receipt>) again.get(1)).reason().advice())
                    .contains("[name]")
                    .doesNotContain("sofa");
            assertThat(vendor.requests).hasSize(1);
        }
    }

    @Test
    void more_than_fit_into_a_request_go_in_several() {
        try (Shop shop = shop().build()) {
            String[] names = IntStream.range(0, 7).mapToObj(i -> "n" + i).toArray(String[]::new);
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.automatic(), 3, false, names));
            assertThat(names(outcomes)).containsOnly("committed").hasSize(7);
            assertThat(vendor.requests).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
        }
    }

    @Test
    void where_all_go_in_one_transaction_more_than_one_request_takes_is_refused_beforehand() {
        try (Shop shop = shop().build()) {
            assertThatThrownBy(() -> batch(shop, Intent.automatic(), 2, true, "a", "b", "c"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the largest such batch has 2");
            assertThat(batch(shop, Intent.automatic(), 2, false, "a", "b", "c").items())
                    .hasSize(3);
        }
    }

    @Test
    void where_all_go_in_one_transaction_a_refusal_of_one_is_the_refusal_of_all() {
        try (Shop shop = shop().build()) {
            Session few = shop.under(Grant.to("agent").allow("crm:*:*").maxWrites(2));
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(few, batch(shop, Intent.automatic(), 100, true, "a", "b", "c"));
            assertThat(names(outcomes)).containsExactly("notSent", "notSent", "notSent");
            assertThat(vendor.requests).isEmpty();
            Intent key = Intent.keyed("k");
            shop.pipeline.writeAll(shop.unlimited(), batch(shop, key, 100, true, "a", "b"));
            assertThat(names(shop.pipeline.writeAll(shop.unlimited(), batch(shop, key, 100, true, "a", "x", "y"))))
                    .containsExactly("committed", "notSent", "notSent");
            assertThat(vendor.requests).hasSize(1);
        }
    }

    @Test
    void where_all_go_in_one_transaction_none_goes_again_without_one_of_which_nothing_is_known() {
        try (Shop shop = shop().found(true, BOUND).build()) {
            shop.host.script(Answer.json(403, "{}"));
            vendor.script.add((items, context) -> {
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.automatic(), 100, true, "a", "b", "c"));
            assertThat(names(outcomes)).containsExactly("unknown", "unknown", "unknown");
            assertThat(vendor.requests).containsExactly(List.of(0, 1, 2));
        }
    }

    @Test
    void where_all_go_in_one_transaction_and_none_came_all_go_again_together() {
        try (Shop shop = shop().found(true, BOUND).build()) {
            vendor.script.add((items, context) -> {
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.automatic(), 100, true, "a", "b"));
            assertThat(names(outcomes)).containsExactly("committed", "committed");
            assertThat(vendor.requests).containsExactly(List.of(0, 1), List.of(0, 1));
        }
    }

    @Test
    void where_all_go_in_one_transaction_a_transaction_that_shows_between_two_looks_is_not_half_sent_again() {
        try (Shop shop = shop().found(true, BOUND).build()) {
            vendor.script.add((items, context) -> {
                shop.host.script(Answer.after(() -> vendor.take(items), Answer.json(404, "{}")));
                throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
            });
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.automatic(), 100, true, "a", "b"));
            assertThat(names(outcomes)).containsExactly("committed", "committed");
            assertThat(vendor.requests).hasSize(1);
            assertThat(vendor.committed).hasSize(2);
        }
    }

    @Test
    void where_all_go_in_one_transaction_a_claim_that_was_taken_over_keeps_all_from_going() {
        Ledger memory = Ledger.inMemory();
        Ledger givingAway = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) ->
                        method.getName().equals("renewAll") ? List.of(true, false) : method.invoke(memory, arguments));
        try (Shop shop = shop().ledger(givingAway).build()) {
            List<Outcome<Receipt>> outcomes =
                    shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.automatic(), 100, true, "a", "b"));
            assertThat(names(outcomes)).containsExactly("notSent", "notSent");
            assertThat(vendor.requests).isEmpty();
        }
    }

    @Test
    void an_item_of_a_batch_is_never_taken_for_a_single_write_whose_key_looks_alike() {
        try (Shop shop = shop().build()) {
            shop.pipeline.writeAll(shop.unlimited(), batch(shop, Intent.keyed("import"), 100, false, "a", "b"));
            Write single = Write.of(shop.create, Intent.keyed("import/1"), null, Map.of("name", "b"), context -> {
                vendor.committed.add(context.stamp());
                return Written.ours(Shop.THING, null);
            });
            assertThat(shop.pipeline.write(shop.unlimited(), single).orThrow().replayed())
                    .isFalse();
            assertThat(vendor.committed).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_request_of_a_batch_costs_once_and_takes_one_claim_and_one_settling() {
        List<String> asked = new ArrayList<>();
        Ledger memory = Ledger.inMemory();
        Ledger counting = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(memory, arguments);
                });
        try (Shop shop = shop().ledger(counting).capacity(1).build()) {
            assertThat(names(make(shop, shop.unlimited(), "a", "b", "c"))).containsOnly("committed");
            assertThat(asked).contains("claimAll", "renewAll", "settleAll").doesNotContain("claim", "renew", "settle");
            assertThat(shop.time.passed()).isZero();
        }
    }

    @Test
    void a_system_without_batches_takes_them_one_by_one() {
        try (Shop shop = shop().build()) {
            List<Write> items = List.of("a", "a").stream()
                    .map(name -> Write.of(shop.create, Intent.keyed("k"), null, Map.of("name", name), context -> {
                        vendor.committed.add(context.stamp());
                        return Written.ours(Shop.THING, null);
                    }))
                    .toList();
            assertThat(names(shop.pipeline.writeEach(shop.unlimited(), items))).containsOnly("committed");
            assertThat(vendor.committed).hasSize(2).doesNotHaveDuplicates();
        }
    }
}
