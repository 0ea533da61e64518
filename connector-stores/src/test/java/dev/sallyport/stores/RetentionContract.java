package dev.sallyport.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every ledger keeps, and for how long. The store's clock and the callers' show the same, and move only by
 * {@link #pass}.
 */
abstract class RetentionContract {
    static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration MONTH = Duration.ofDays(30);
    Instant now = Entries.NOW;
    protected Ledger ledger;

    protected abstract Ledger open();

    /** Tells a store that has a clock of its own what time it is. */
    protected void storeShows(Instant time) {}

    @BeforeEach
    void open_a_new_one() {
        ledger = open();
        storeShows(now);
    }

    @AfterEach
    void close_it() {
        ledger.close();
    }

    final void pass(Duration time) {
        now = now.plus(time);
        storeShows(now);
    }

    @Test
    void what_is_settled_and_old_is_forgotten_in_small_pieces_and_nothing_else() {
        for (State state : State.values()) {
            settledAs(state, state.name(), now);
        }
        ledger.settleAll(keyed("me", 0, 7).stream()
                .map(entry -> entry.settled(State.COMMITTED, null, null, 1, now))
                .toList());
        pass(Duration.ofDays(31));
        settledAs(State.COMMITTED, "fresh", now);
        assertThat(ledger.forget(now, Duration.ofDays(30), 4)).isEqualTo(4);
        assertThat(ledger.forget(now, Duration.ofDays(30), 100)).isEqualTo(6);
        assertThat(ledger.forget(now, Duration.ofDays(30), 100)).isZero();
        assertThat(Stream.of("fresh", "UNKNOWN", "CLAIMED", "COMMITTED").map(key -> kind(claim(key, "you"))))
                .containsExactly("Done", "ReconcileFirst", "ReconcileFirst", "Granted");
    }

    @Test
    void what_was_claimed_again_is_not_forgotten_with_its_first_ending() {
        settledAs(State.NOT_SENT, "key", now);
        pass(Duration.ofDays(31));
        assertThat(kind(claim("key", "me"))).isEqualTo("Granted");
        assertThat(ledger.forget(now, Duration.ofDays(30), 100)).isZero();
        assertThat(kind(claim("key", "you"))).isEqualTo("Busy");
    }

    @Test
    void a_budget_is_never_overdrawn() throws Exception {
        List<Callable<Boolean>> spenders = IntStream.range(0, 20)
                .<Callable<Boolean>>mapToObj(i -> () -> ledger.spend("task/calls", 3, 40, now))
                .toList();
        assertThat(Together.run(spenders)).filteredOn(drawn -> drawn).hasSize(13);
        assertThat(ledger.spend("task/calls", 1, 40, now)).isTrue();
        assertThat(ledger.spend("task/calls", 1, 40, now)).isFalse();
        assertThat(ledger.spend("new", 11, 10, now)).isFalse();
        assertThat(ledger.spend("new", 10, 10, now)).isTrue();
    }

    @Test
    void a_budget_that_nobody_uses_is_forgotten_in_small_pieces_and_begins_anew() {
        for (int i = 0; i < 7; i++) {
            assertThat(ledger.spend("task-" + i, 2, 2, now)).isTrue();
        }
        settledAs(State.COMMITTED, "key", now);
        pass(MONTH);
        assertThat(ledger.forget(now, MONTH, 100)).as("not older yet").isZero();
        pass(Duration.ofSeconds(1));
        assertThat(ledger.forget(now, MONTH, 3)).isEqualTo(3);
        assertThat(ledger.forget(now, MONTH, 100)).isEqualTo(5);
        assertThat(ledger.forget(now, MONTH, 100)).isZero();
        assertThat(ledger.spend("task-0", 2, 2, now)).isTrue();
        assertThat(ledger.spend("task-0", 1, 2, now)).isFalse();
    }

    @Test
    void a_budget_that_is_in_use_is_never_begun_anew_even_if_all_it_says_is_no() {
        ledger.spend("drawn", 1, 4, now);
        ledger.spend("asked", 2, 2, now);
        ledger.spend("left", 1, 1, now);
        for (int times = 0; times < 3; times++) {
            pass(Duration.ofDays(20));
            assertThat(ledger.spend("drawn", 1, 4, now)).isTrue();
            assertThat(ledger.spend("asked", 1, 2, now)).isFalse();
            ledger.forget(now, MONTH, 100);
        }
        assertThat(ledger.spend("drawn", 1, 4, now)).isFalse();
        assertThat(ledger.spend("asked", 1, 2, now)).isFalse();
        assertThat(ledger.spend("left", 1, 1, now)).isTrue();
    }

    @Test
    void what_was_sent_again_is_forgotten_in_small_pieces_once_it_is_older_than_the_retention() {
        ledger.sendingAgain(List.of("sp-1", "sp-2", "sp-3"), now, now.plusSeconds(60));
        ledger.sendingAgain(List.of("sp-3"), now, now.plus(MONTH));
        pass(MONTH.plusSeconds(60));
        assertThat(ledger.forget(now, MONTH, 100)).as("not older yet").isZero();
        pass(Duration.ofSeconds(1));
        assertThat(ledger.forget(now, MONTH, 1)).isEqualTo(1);
        assertThat(ledger.forget(now, MONTH, 100)).isEqualTo(1);
        assertThat(ledger.sentAgainUntil("sp-1", now)).isEmpty();
        assertThat(ledger.sentAgainUntil("sp-3", now)).isPresent();
    }

    final Claim claim(String key, String owner) {
        return ledger.claim(Entries.claimed(key, owner).claimedBy(owner, now.plus(LEASE)), now);
    }

    final void settledAs(State state, String key, Instant at) {
        settledAs(state, key, at, "me");
    }

    final void settledAs(State state, String key, Instant at, String owner) {
        ledger.claim(Entries.claimed(key, owner).claimedBy(owner, now.plus(LEASE)), now);
        if (state != State.CLAIMED) {
            ledger.settle(Entries.claimed(key, owner).settled(state, null, null, 0, at));
        }
    }

    static List<LedgerEntry> keyed(String owner, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Entries.claimed("key-" + i, owner))
                .toList();
    }

    static String kind(Claim claim) {
        return claim.getClass().getSimpleName();
    }
}
