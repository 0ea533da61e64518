package dev.sallyport.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.effect.LedgerEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Ledger ledger = Ledger.inMemory();

    @Test
    void of_many_claims_at_once_one_is_granted() {
        List<Claim> claims = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> ledger.claim(claimed("key", "owner-" + i), NOW))
                .toList();
        assertThat(claims.stream().filter(Claim.Granted.class::isInstance)).hasSize(1);
        assertThat(claims.stream().filter(Claim.Busy.class::isInstance)).hasSize(63);
    }

    @Test
    void each_state_answers_a_claim_in_its_own_way() {
        for (State state : State.values()) {
            ledger.settle(claimed(state.name(), "me").settled(state, null, null, 0, NOW));
        }
        assertThat(Stream.of(State.values())
                        .map(state -> ledger.claim(claimed(state.name(), "you"), NOW)
                                .getClass()
                                .getSimpleName()))
                .containsExactly("Busy", "Done", "Granted", "Granted", "ReconcileFirst");
    }

    @Test
    void who_was_overtaken_may_neither_send_nor_free_the_claim_but_may_bring_the_news_of_a_commit() {
        ledger.claim(claimed("key", "dead"), NOW);
        Instant later = NOW.plusSeconds(60);
        LedgerEntry heir = claimed("key", "heir").claimedBy("heir", later.plusSeconds(60));
        assertThat(ledger.claim(heir, later)).isInstanceOf(Claim.ReconcileFirst.class);
        assertThat(ledger.renew("key", "dead", later, later.plusSeconds(60))).isFalse();
        for (State state : List.of(State.NOT_SENT, State.REJECTED, State.UNKNOWN)) {
            ledger.settle(claimed("key", "dead").settled(state, null, null, 0, later));
            assertThat(ledger.claim(claimed("key", "third"), later)).isInstanceOf(Claim.Busy.class);
        }
        ledger.settle(claimed("key", "dead").settled(State.COMMITTED, null, null, 1, later));
        ledger.settle(heir.settled(State.NOT_SENT, null, null, 0, later));
        assertThat(ledger.claim(claimed("key", "third"), later)).isInstanceOf(Claim.Done.class);
    }

    @Test
    void who_was_overtaken_may_not_clear_up_what_the_heir_left_unknown() {
        Instant later = NOW.plusSeconds(60);
        for (State state : List.of(State.NOT_SENT, State.REJECTED, State.UNKNOWN)) {
            String key = state.name();
            ledger.claim(claimed(key, "dead"), NOW);
            LedgerEntry heir = claimed(key, "heir").claimedBy("heir", later.plusSeconds(60));
            assertThat(ledger.claim(heir, later)).isInstanceOf(Claim.ReconcileFirst.class);
            ledger.settle(heir.settled(State.UNKNOWN, null, null, 0, later));
            ledger.settle(claimed(key, "dead").settled(state, null, null, 0, NOW));
            assertThat(ledger.claim(claimed(key, "third"), later))
                    .as(key)
                    .isInstanceOfSatisfying(
                            Claim.ReconcileFirst.class,
                            mine -> assertThat(mine.entry().lastSent()).isEqualTo(later));
        }
    }

    @Test
    void of_two_who_do_not_know_the_one_who_may_have_sent_last_counts() {
        Instant later = NOW.plusSeconds(60);
        ledger.claim(claimed("key", "dead"), NOW);
        LedgerEntry heir = claimed("key", "heir").claimedBy("heir", later.plusSeconds(60));
        ledger.claim(heir, later);
        ledger.settle(heir.settled(State.UNKNOWN, null, null, 0, NOW));
        ledger.settle(claimed("key", "dead").settled(State.UNKNOWN, null, null, 0, later));
        assertThat(((Claim.ReconcileFirst) ledger.claim(claimed("key", "third"), later))
                        .entry()
                        .lastSent())
                .isEqualTo(later);
    }

    @Test
    void forgets_what_is_settled_and_old_and_not_what_is_being_looked_for() {
        Instant old = NOW.minus(Duration.ofDays(31));
        for (State state : State.values()) {
            ledger.settle(claimed(state.name(), "me").settled(state, null, null, 0, old));
        }
        ledger.settle(claimed("fresh", "me").settled(State.COMMITTED, null, null, 0, NOW));
        assertThat(ledger.forget(NOW, Duration.ofDays(30), 10)).isEqualTo(3);
        assertThat(ledger.claim(claimed("CLAIMED", "you"), NOW)).isInstanceOf(Claim.Busy.class);
        assertThat(ledger.claim(claimed("UNKNOWN", "you"), NOW)).isInstanceOf(Claim.ReconcileFirst.class);
        assertThat(ledger.claim(claimed("fresh", "you"), NOW)).isInstanceOf(Claim.Done.class);
    }

    @Test
    void a_budget_is_never_overdrawn() {
        long drawn = IntStream.range(0, 1_000)
                .parallel()
                .filter(i -> ledger.spend("calls", 3, 100))
                .count();
        assertThat(drawn).isEqualTo(33);
    }

    private static LedgerEntry claimed(String key, String owner) {
        return new LedgerEntry(
                key,
                "shop/acme",
                "things.create",
                "sp-1",
                null,
                Map.of("name", "h"),
                State.CLAIMED,
                owner,
                NOW.plusSeconds(60),
                NOW,
                null,
                null,
                0,
                Attribution.OURS);
    }
}
