package dev.sallyport.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryQuotaStoreTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00.123456789Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final QuotaStore store = QuotaStore.inMemory();

    /** Units that were really used, and when. */
    private record Used(Instant at, int units) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_rolling_window_ever_holds_more_than_the_capacity(long seed) {
        Random random = new Random(seed);
        // Short ones too, where a window cannot be cut evenly.
        Duration window = Duration.ofNanos(51 + random.nextInt(seed % 2 == 0 ? 100 : 1_000_000_000));
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 1 + random.nextInt(50), window, Limit.Per.ACCOUNT);
        List<Used> used = new ArrayList<>();
        Instant now = START;
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusNanos((long) (random.nextDouble() * window.toNanos() * (random.nextInt(20) == 0 ? 3 : 0.05)));
            // Another thread may have read the clock a little earlier.
            Instant seen =
                    now.minusNanos(random.nextInt(4) == 0 ? random.nextInt((int) (window.toNanos() / 10) + 1) : 0);
            Draw draw = new Draw("k", limit, 1 + random.nextInt((int) limit.capacity()));
            if (store.reserve(List.of(draw), seen) instanceof Reservation.Taken permits) {
                Permit permit = permits.permits().get(0);
                taken++;
                Instant sent = now;
                now = now.plusNanos(random.nextInt((int) window.toNanos()));
                if (random.nextInt(4) == 0) {
                    permit.refund();
                } else {
                    // The vendor counts it at any time between the sending and the reply.
                    used.add(new Used(
                            sent.plusNanos((long) (random.nextDouble()
                                    * Duration.between(sent, now).toNanos())),
                            draw.units()));
                    permit.used(now);
                }
            }
        }
        assertThat(taken).isGreaterThan(1_000);
        assertThat(fullest(used, window)).isPositive().isLessThanOrEqualTo(limit.capacity());
    }

    /** The most that any window of that length, its end included and its start not, holds. */
    private static long fullest(List<Used> used, Duration window) {
        List<Used> ordered =
                used.stream().sorted(Comparator.comparing(Used::at)).toList();
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Used last : ordered) {
            sum += last.units();
            while (!ordered.get(first).at().isAfter(last.at().minus(window))) {
                sum -= ordered.get(first++).units();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_wait_ends_when_it_was_said_to_and_not_much_later_than_it_must(long seed) {
        Random random = new Random(seed);
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 10, MINUTE, Limit.Per.ACCOUNT);
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            Draw draw = new Draw("k", limit, 1 + random.nextInt(10));
            Reservation answer = store.reserve(List.of(draw), now);
            if (answer instanceof Reservation.Wait wait) {
                assertThat(wait.limit()).isEqualTo("l");
                assertThat(wait.until()).isAfter(now).isBeforeOrEqualTo(now.plus(MINUTE));
                now = wait.until();
                answer = store.reserve(List.of(draw), now);
            }
            permit(answer).used(now);
            now = now.plusMillis(random.nextInt(3_000));
        }
    }

    @Test
    void a_full_window_is_used_to_a_thousandth_again_and_again() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 2_000, Duration.ofSeconds(10), Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Random random = new Random(5);
        Instant now = START;
        Instant end = START.plusSeconds(200);
        long taken = 0;
        while (now.isBefore(end)) {
            Reservation answer = store.reserve(List.of(one), now);
            if (answer instanceof Reservation.Wait wait) {
                now = wait.until();
            } else {
                taken++;
                permit(answer).used(now);
                now = now.plusNanos(random.nextInt(6_000_000));
            }
        }
        assertThat(taken).isBetween(40_000 * 998L / 1_000, 40_000L);
    }

    @Test
    void a_fixed_window_gives_everything_back_at_its_end_and_a_late_reader_of_the_clock_does_not_reset_it() {
        Limit limit = new Limit("l", Limit.Kind.FIXED, 3, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Instant end = Instant.parse("2026-03-01T10:01:00Z");
        take(one, START);
        take(one, START);
        take(one, end.minusNanos(1));
        assertThat(store.reserve(List.of(one), end.minusNanos(1))).isEqualTo(new Reservation.Wait(end, "l"));
        take(one, end);
        take(one, end);
        take(one, end.minusNanos(1));
        assertThat(store.reserve(List.of(one), end.plusSeconds(1))).isInstanceOf(Reservation.Wait.class);
    }

    @Test
    void what_is_under_way_when_a_fixed_window_ends_counts_in_the_next_one() {
        Limit limit = new Limit("l", Limit.Kind.FIXED, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw two = new Draw("k", limit, 2);
        Instant end = Instant.parse("2026-03-01T10:01:00Z");
        Permit slow = permit(store.reserve(List.of(two), end.minusMillis(1)));
        assertThat(store.reserve(List.of(two), end.plusMillis(1))).isInstanceOf(Reservation.Wait.class);
        slow.used(end.plusMillis(2));
        assertThat(store.reserve(List.of(two), end.plusMillis(3)))
                .isEqualTo(new Reservation.Wait(end.plus(MINUTE), "l"));
    }

    @Test
    void a_vendors_word_on_the_end_of_a_window_lengthens_it_once_and_never_for_ever() {
        Limit limit = new Limit("l", Limit.Kind.FIXED, 1, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Instant end = Instant.parse("2026-03-01T10:01:00Z");
        take(one, START);
        observe(one, Observation.left(0, START.minusSeconds(5)), START);
        observe(one, Observation.left(0, START.plus(Duration.ofDays(400_000_000))), START);
        observe(one, Observation.left(0, START.plusSeconds(3)), START);
        assertThat(store.opensFor(List.of(one), 1, START).until()).isEqualTo(end);
        for (int i = 0; i < 100; i++) {
            Instant later = START.plusMillis(600L * i);
            observe(one, Observation.left(0, later.plusSeconds(59)), later);
        }
        assertThat(store.opensFor(List.of(one), 1, START).until()).isBefore(end.plus(MINUTE.multipliedBy(2)));
    }

    @Test
    void all_quotas_are_taken_or_none() {
        Limit wide = new Limit("wide", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Limit narrow = new Limit("narrow", Limit.Kind.FIXED, 1, MINUTE, Limit.Per.OPERATION);
        List<Draw> both = List.of(new Draw("w", wide, 60), new Draw("n", narrow, 1));
        permit(store.reserve(both, START)).refund();
        permit(store.reserve(List.of(both.get(1)), START)).used(START);
        assertThat(store.reserve(both, START)).isInstanceOf(Reservation.Wait.class);
        assertThat(store.reserve(List.of(new Draw("w", wide, 100)), START))
                .as("the refused draw left nothing behind")
                .isInstanceOf(Reservation.Taken.class);
    }

    @Test
    void a_permit_ends_once() {
        Limit limit = new Limit("l", Limit.Kind.FIXED, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw two = new Draw("k", limit, 2);
        Permit first = permit(store.reserve(List.of(two), START));
        first.refund();
        take(two, START);
        first.refund();
        first.used(START);
        assertThat(store.reserve(List.of(two), START)).isInstanceOf(Reservation.Wait.class);
        take(two, START.plus(MINUTE));
    }

    @Test
    void what_a_reply_turns_out_to_cost_is_counted_even_beyond_the_capacity() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 10, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Permit dear = permit(store.reserve(List.of(one), START));
        dear.cost("l", 15);
        dear.cost("another", 99);
        dear.used(START);
        Reservation.Wait wait = (Reservation.Wait) store.reserve(List.of(one), START);
        assertThat(wait.until()).isEqualTo(START.plus(MINUTE));
        Permit cheap = permit(store.reserve(List.of(new Draw("k", limit, 10)), START.plus(MINUTE)));
        cheap.cost("l", 2);
        cheap.used(START.plus(MINUTE));
        take(new Draw("k", limit, 8), START.plus(MINUTE));
    }

    @Test
    void a_vendor_can_lower_what_is_left_and_never_raise_it() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw ten = new Draw("k", limit, 10);
        take(ten, START);
        observe(ten, Observation.left(15), START);
        take(ten, START);
        observe(ten, Observation.left(1_000), START);
        assertThat(store.reserve(List.of(ten), START)).isInstanceOf(Reservation.Wait.class);
        take(new Draw("k", limit, 5), START);
        observe(ten, Observation.left(-7), START);
        assertThat(store.reserve(List.of(new Draw("k", limit, 1)), START)).isInstanceOf(Reservation.Wait.class);
        take(new Draw("k", limit, 100), START.plus(MINUTE));
    }

    @Test
    void an_answer_to_an_older_question_is_not_news() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw all = new Draw("k", limit, 100);
        store.observe(all, Observation.left(100), START.plusSeconds(2), START.plusSeconds(3));
        store.observe(all, Observation.left(0), START.plusSeconds(1), START.plusSeconds(4));
        take(all, START.plusSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIXED", "ROLLING"})
    void a_header_that_says_nothing_is_left_for_ever_lets_a_probe_through_within_a_window(Limit.Kind kind) {
        Limit limit = new Limit("l", kind, 50, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Instant now = START;
        for (int i = 0; i < 200; i++) {
            Reservation answer = store.reserve(List.of(one), now);
            if (answer instanceof Reservation.Wait wait) {
                assertThat(Duration.between(now, wait.until())).isLessThanOrEqualTo(MINUTE.multipliedBy(2));
                now = wait.until();
                answer = store.reserve(List.of(one), now);
            }
            permit(answer).used(now);
            observe(one, Observation.left(0, now.plusSeconds(59)), now);
        }
    }

    @Test
    void strangers_on_the_account_are_left_what_the_headers_say_they_take() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 600, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        // The vendor's own count, of which strangers take five a second.
        RollingTally vendor = new RollingTally(MINUTE);
        long refused = 0;
        long answered = 0;
        Instant now = START;
        for (int step = 0; step < 30_000; step++) {
            now = now.plusMillis(10);
            long nanos = MemoryQuotaStore.nanos(now);
            if (step % 20 == 0 && vendor.used(nanos) < 600) {
                vendor.add(1, nanos);
            }
            if (store.reserve(List.of(one), now) instanceof Reservation.Taken taken) {
                if (vendor.used(nanos) >= 600) {
                    refused++;
                } else {
                    answered++;
                    vendor.add(1, nanos);
                }
                taken.permits().get(0).used(now);
                observe(one, Observation.left(600 - vendor.used(nanos)), now);
            }
        }
        assertThat(answered).as("five a second are left").isBetween(1_200L, 3_000L);
        assertThat(refused).isLessThan(answered / 10);
    }

    @Test
    void a_pause_holds_until_its_end_and_a_shorter_one_does_not_end_it() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        observe(one, Observation.notBefore(START.plusSeconds(20)), START);
        observe(one, Observation.notBefore(START.plusSeconds(5)), START);
        assertThat(store.reserve(List.of(one), START.plusSeconds(19)))
                .isEqualTo(new Reservation.Wait(START.plusSeconds(20), "l"));
        take(one, START.plusSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 20, 35})
    void a_limit_that_turns_out_smaller_than_declared_is_kept_to_after_the_first_surprise(long truth) {
        Limit declared = new Limit("l", Limit.Kind.ROLLING, 40, MINUTE, Limit.Per.ACCOUNT);
        Draw draw = new Draw("k", declared, 1);
        List<Used> accepted = new ArrayList<>();
        int refused = 0;
        Instant now = START;
        Instant end = START.plus(MINUTE.multipliedBy(20));
        while (now.isBefore(end)) {
            Instant since = now.minus(MINUTE);
            if (store.reserve(List.of(draw), now) instanceof Reservation.Taken taken) {
                long held = accepted.stream()
                        .filter(used -> used.at().isAfter(since))
                        .count();
                if (held < truth) {
                    accepted.add(new Used(now, 1));
                } else {
                    refused++;
                    observe(draw, Observation.notBefore(now.plusMillis(500)), now);
                }
                taken.permits().get(0).used(now);
            }
            now = now.plusMillis(250);
        }
        assertThat(refused).as("a few surprises while it asks for more").isBetween(1, 40);
        assertThat(accepted.size()).as("most of the true limit").isGreaterThan((int) (truth * 20 * 8 / 10));
    }

    @Test
    void a_refusal_far_below_the_limit_or_of_a_long_one_pauses_and_teaches_nothing() {
        Limit day = new Limit("day", Limit.Kind.ROLLING, 10, Duration.ofDays(1), Limit.Per.ACCOUNT);
        Limit minute = new Limit("minute", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        for (Limit limit : List.of(day, minute)) {
            Draw draw = new Draw(limit.name(), limit, 1);
            for (int i = 0; i < 5; i++) {
                take(draw, START);
            }
            observe(draw, Observation.notBefore(START.plusSeconds(1)), START);
            assertThat(store.reserve(List.of(draw), START)).isInstanceOf(Reservation.Wait.class);
            for (int i = 5; i < limit.capacity(); i++) {
                take(draw, START.plusSeconds(1));
            }
        }
    }

    @Test
    void permits_of_a_concurrent_limit_are_leases_whatever_a_header_says() {
        Limit limit = new Limit("l", Limit.Kind.CONCURRENT, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        Permit lost = permit(store.reserve(List.of(one), START));
        Permit held = permit(store.reserve(List.of(one), START.plusSeconds(30)));
        assertThat(store.reserve(List.of(one), START.plusSeconds(59))).isInstanceOf(Reservation.Wait.class);
        Permit after = permit(store.reserve(List.of(one), START.plusSeconds(60)));
        lost.used(START.plusSeconds(61));
        assertThat(store.reserve(List.of(one), START.plusSeconds(61)))
                .as("a lease that ran out gives back nothing a second time")
                .isInstanceOf(Reservation.Wait.class);
        observe(one, Observation.left(0), START.plusSeconds(61));
        held.used(START.plusSeconds(61));
        after.refund();
        take(one, START.plusSeconds(61));
        take(one, START.plusSeconds(61));
    }

    @Test
    void a_batch_leaves_a_tenth_and_people_what_is_kept_for_them() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw batch = new Draw("k", limit, 1, Lane.BATCH, 20);
        Draw interactive = new Draw("k", limit, 1, Lane.INTERACTIVE, 20);
        assertThat(((Reservation.Taken) store.reserve(List.of(batch), 1_000, START)).permits())
                .hasSize(72);
        assertThat(((Reservation.Taken) store.reserve(List.of(interactive), 1_000, START)).permits())
                .hasSize(8);
        Limit single = new Limit("single", Limit.Kind.ROLLING, 1, MINUTE, Limit.Per.ACCOUNT);
        take(new Draw("s", single, 1, Lane.BATCH, 0), START);
    }

    @Test
    void the_place_in_the_queue_tells_when_the_turn_comes() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 10, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        for (int i = 0; i < 10; i++) {
            permit(store, one, START.plusSeconds(i));
        }
        Instant now = START.plusSeconds(10);
        assertThat(store.opensFor(List.of(one), 1, now).until()).isEqualTo(START.plusSeconds(60));
        assertThat(store.opensFor(List.of(one), 10, now).until()).isEqualTo(START.plusSeconds(69));
        assertThat(store.opensFor(List.of(one), 11, now).until()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void the_tenth_in_line_for_one_of_two_places_does_not_wait_for_leases_to_run_out() {
        Limit limit = new Limit("l", Limit.Kind.CONCURRENT, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        take(one, START);
        take(one, START);
        assertThat(store.opensFor(List.of(one), 10, START).until()).isBefore(START.plusSeconds(1));
    }

    @Test
    void a_clock_that_is_set_back_by_an_hour_costs_one_window_and_not_an_hour() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 10, MINUTE, Limit.Per.ACCOUNT);
        Draw ten = new Draw("k", limit, 10);
        take(ten, START.plusSeconds(3600));
        Reservation.Wait wait = (Reservation.Wait) store.reserve(List.of(ten), START);
        assertThat(wait.until()).isBeforeOrEqualTo(START.plus(MINUTE));
        take(ten, wait.until());
    }

    private void observe(Draw draw, Observation observation, Instant now) {
        store.observe(draw, observation, now, now);
    }

    private void take(Draw draw, Instant now) {
        permit(store, draw, now);
    }

    private static void permit(QuotaStore store, Draw draw, Instant now) {
        permit(store.reserve(List.of(draw), now)).used(now);
    }

    private static Permit permit(Reservation answer) {
        assertThat(answer).isInstanceOf(Reservation.Taken.class);
        return ((Reservation.Taken) answer).permits().get(0);
    }
}
