package dev.sallyport.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every ledger does alike. */
public abstract class LedgerContract extends RetentionContract {
    @Test
    void of_many_claims_at_once_one_is_granted() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = "round-" + round;
            List<Callable<Claim>> askers = IntStream.range(0, 16)
                    .<Callable<Claim>>mapToObj(i -> () -> ledger.claim(Entries.claimed(key, "owner-" + i), now))
                    .toList();
            List<Claim> claims = Together.run(askers);
            assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(Claim.Busy.class::isInstance).hasSize(15);
        }
    }

    @Test
    void each_state_answers_a_claim_in_its_own_way_and_committed_stays_committed() {
        for (State state : State.values()) {
            settledAs(state, state.name(), now);
        }
        ledger.settle(Entries.claimed("COMMITTED", "me").settled(State.UNKNOWN, null, null, 0, now));
        assertThat(Stream.of(State.values()).map(state -> kind(claim(state.name(), "you"))))
                .containsExactly("Busy", "Done", "Granted", "Granted", "ReconcileFirst");
    }

    @Test
    void what_was_committed_comes_back_whole() {
        LedgerEntry committed = Entries.claimed("kept", "me")
                .settled(State.COMMITTED, new Ref("contact", "003"), "v7", 3, now)
                .by(Attribution.UNKNOWN);
        claim("kept", "me");
        ledger.settle(committed);
        assertThat(claim("kept", "you")).isEqualTo(new Claim.Done(committed));
    }

    @Test
    void other_content_or_another_operation_under_the_same_key_is_named_and_changes_nothing() {
        claim("key", "me");
        LedgerEntry other = Entries.entry("key", "me", Map.of("email", "h1", "phone", "h9", "city", "h3"));
        assertThat(ledger.claim(other, now)).isEqualTo(new Claim.Differs(Set.of("phone", "city")));
        assertThat(kind(claim("key", "me"))).isEqualTo("Busy");
    }

    @Test
    void a_claim_is_nobody_elses_until_its_lease_ran_out_and_is_then_reconciled_first() {
        Instant end = now.plus(LEASE);
        claim("key", "dead");
        pass(LEASE.minusSeconds(1));
        assertThat(claim("key", "heir")).isEqualTo(new Claim.Busy(end));
        pass(Duration.ofSeconds(1));
        assertThat(claim("key", "heir"))
                .isInstanceOfSatisfying(
                        Claim.ReconcileFirst.class,
                        mine -> assertThat(mine.entry().lastSent()).isEqualTo(end));
        assertThat(ledger.renew("key", "dead", now, now.plus(LEASE))).isFalse();
    }

    @Test
    void a_renewed_claim_lasts_from_its_renewal_and_counts_as_sent_until_its_end() {
        claim("key", "me");
        pass(Duration.ofSeconds(59));
        Instant end = now.plus(LEASE);
        assertThat(ledger.renew("key", "me", now, end)).isTrue();
        pass(Duration.ofSeconds(59));
        assertThat(claim("key", "heir")).isEqualTo(new Claim.Busy(end));
        pass(Duration.ofSeconds(1));
        assertThat(claim("key", "heir"))
                .isInstanceOfSatisfying(
                        Claim.ReconcileFirst.class,
                        mine -> assertThat(mine.entry().lastSent()).isEqualTo(end));
    }

    @Test
    void only_a_live_claim_of_ones_own_can_be_renewed() {
        assertThat(ledger.renew("never-claimed", "me", now, now.plus(LEASE))).isFalse();
        for (State state : List.of(State.COMMITTED, State.NOT_SENT, State.REJECTED, State.UNKNOWN)) {
            settledAs(state, state.name(), now);
            assertThat(ledger.renew(state.name(), "me", now, now.plus(LEASE))).isFalse();
        }
        claim("key", "me");
        assertThat(ledger.renew("key", "you", now, now.plus(LEASE))).isFalse();
        assertThat(ledger.renew("key", "me", now, now.plus(LEASE))).isTrue();
    }

    @Test
    void who_was_overtaken_may_not_free_the_claim_but_may_bring_the_news_of_a_commit() {
        claim("key", "dead");
        pass(LEASE);
        claim("key", "heir");
        for (State state : List.of(State.NOT_SENT, State.REJECTED, State.UNKNOWN)) {
            settledAs(state, "key", now, "dead");
            assertThat(kind(claim("key", "third"))).isEqualTo("Busy");
        }
        settledAs(State.COMMITTED, "key", now, "dead");
        settledAs(State.NOT_SENT, "key", now, "heir");
        assertThat(kind(claim("key", "third"))).isEqualTo("Done");
    }

    @Test
    void who_was_overtaken_may_not_clear_up_what_the_heir_left_unknown() {
        Instant sent = now;
        List<State> endings = List.of(State.NOT_SENT, State.REJECTED, State.UNKNOWN);
        endings.forEach(state -> claim(state.name(), "dead"));
        pass(LEASE);
        for (State state : endings) {
            String key = state.name();
            assertThat(kind(claim(key, "heir"))).isEqualTo("ReconcileFirst");
            ledger.settle(Entries.claimed(key, "heir").settled(State.UNKNOWN, null, null, 0, now));
            ledger.settle(Entries.claimed(key, "dead").settled(state, null, null, 0, sent));
            assertThat(lastSent(claim(key, "third"))).as(key).isEqualTo(now);
        }
    }

    @Test
    void of_two_who_do_not_know_the_one_who_may_have_sent_last_counts() {
        Instant sent = now;
        claim("key", "dead");
        pass(LEASE);
        claim("key", "heir");
        ledger.settle(Entries.claimed("key", "heir").settled(State.UNKNOWN, null, null, 0, sent));
        ledger.settle(Entries.claimed("key", "dead").settled(State.UNKNOWN, null, null, 0, now));
        assertThat(lastSent(claim("key", "third"))).isEqualTo(now);
    }

    @Test
    void a_look_up_that_proved_nothing_keeps_the_time_of_the_last_sending() {
        Instant sent = now;
        claim("key", "me");
        settledAs(State.UNKNOWN, "key", sent);
        pass(Duration.ofSeconds(5));
        Claim.ReconcileFirst mine = (Claim.ReconcileFirst) claim("key", "you");
        assertThat(mine.entry().lastSent()).isEqualTo(sent);
        ledger.settle(
                mine.entry().settled(State.UNKNOWN, null, null, 0, mine.entry().lastSent()));
        pass(Duration.ofSeconds(5));
        assertThat(((Claim.ReconcileFirst) claim("key", "third")).entry().lastSent())
                .isEqualTo(sent);
    }

    @Test
    void a_batch_answers_each_item_in_its_order() {
        settledAs(State.COMMITTED, "done", now);
        settledAs(State.UNKNOWN, "unknown", now);
        claim("held", "you");
        List<LedgerEntry> proposals = Stream.of("new", "done", "held", "unknown", "new", "another")
                .map(key -> Entries.claimed(key, "me"))
                .toList();
        assertThat(ledger.claimAll(proposals, now).stream().map(RetentionContract::kind))
                .as("the second of two alike finds the first")
                .containsExactly("Granted", "Done", "Busy", "ReconcileFirst", "Busy", "Granted");
        assertThat(ledger.renewAll(List.of("another", "held", "new", "done"), "me", now, now.plus(LEASE)))
                .containsExactly(true, false, true, false);
        ledger.settleAll(Stream.of("another", "new", "unknown")
                .map(key -> Entries.claimed(key, "me").settled(State.COMMITTED, null, null, 1, now))
                .toList());
        assertThat(ledger.claimAll(proposals, now).stream().map(RetentionContract::kind))
                .containsExactly("Done", "Done", "Busy", "Done", "Done", "Done");
        assertThat(ledger.claimAll(List.of(), now)).isEmpty();
    }

    @Test
    void batches_that_meet_in_opposite_order_share_the_keys_between_them() throws Exception {
        List<LedgerEntry> one = keyed("one", 0, 40);
        List<LedgerEntry> other = new ArrayList<>(keyed("other", 0, 40));
        Collections.reverse(other);
        List<List<Claim>> claims =
                Together.run(List.of(() -> ledger.claimAll(one, now), () -> ledger.claimAll(other, now)));
        assertThat(claims.stream().flatMap(List::stream))
                .filteredOn(Claim.Granted.class::isInstance)
                .hasSize(40);
    }

    @Test
    void open_intents_of_one_tenant_come_page_by_page_oldest_first_and_each_once() {
        for (int i = 0; i < 25; i++) {
            LedgerEntry entry = Entries.claimedAt(now.minusSeconds(100 + i / 2), "key-" + i);
            ledger.claim(entry, now);
            if (i % 3 == 0) {
                ledger.settle(entry.settled(State.UNKNOWN, null, null, 0, now));
            }
        }
        settledAs(State.COMMITTED, "committed", now);
        pass(LEASE);
        claim("alive", "me");
        List<LedgerEntry> walked = new ArrayList<>();
        List<LedgerEntry> page = ledger.open(Entries.TENANT, now, null, 10);
        while (!page.isEmpty()) {
            walked.addAll(page);
            page.forEach(entry -> ledger.settle(entry.settled(State.UNKNOWN, null, null, 0, now)));
            page = ledger.open(Entries.TENANT, now, page.get(page.size() - 1), 10);
        }
        assertThat(walked).extracting(LedgerEntry::key).hasSize(25).doesNotHaveDuplicates();
        assertThat(walked).extracting(LedgerEntry::claimedAt).isSorted();
        assertThat(ledger.open("crm/other", now, null, 10)).isEmpty();
    }

    @Test
    void what_goes_out_again_is_known_by_its_stamp_until_the_last_of_those_who_send_it_is_done() {
        ledger.sendingAgain(List.of("sp-2", "sp-1", "sp-2"), now, now.plusSeconds(60));
        ledger.sendingAgain(List.of("sp-1"), now, now.plusSeconds(90));
        ledger.sendingAgain(List.of("sp-1"), now, now.plusSeconds(30));
        pass(Duration.ofSeconds(20));
        assertThat(ledger.sentAgainUntil("sp-1", now)).hasValue(Entries.NOW.plusSeconds(90));
        assertThat(ledger.sentAgainUntil("sp-2", now)).hasValue(Entries.NOW.plusSeconds(60));
        assertThat(ledger.sentAgainUntil("sp-3", now)).isEmpty();
    }

    @Test
    void the_key_of_the_hashes_is_long_and_always_the_same() {
        byte[] key = ledger.hashKey();
        assertThat(key).hasSizeGreaterThanOrEqualTo(16);
        key[0]++;
        assertThat(ledger.hashKey()).isNotEqualTo(key).isEqualTo(ledger.hashKey());
    }

    private static Instant lastSent(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.ReconcileFirst.class);
        return ((Claim.ReconcileFirst) claim).entry().lastSent();
    }
}
