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
        Instant latest = START;
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusNanos((long) (random.nextDouble() * window.toNanos() * (random.nextInt(20) == 0 ? 3 : 0.05)));
            // Another thread may have read the clock a little earlier; what it takes counts as taken at the latest
            // time.
            Instant seen =
                    now.minusNanos(random.nextInt(4) == 0 ? random.nextInt((int) (window.toNanos() / 10) + 1) : 0);
            latest = seen.isAfter(latest) ? seen : latest;
            Draw draw = new Draw("k", limit, 1 + random.nextInt((int) limit.capacity()));
            if (store.reserve(List.of(draw), seen) instanceof Reservation.Taken) {
                taken++;
                if (random.nextInt(4) == 0) {
                    now = now.plusNanos(random.nextInt((int) window.toNanos()));
                    store.refund(List.of(draw), seen);
                } else {
                    used.add(new Used(latest, draw.units()));
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
            if (store.reserve(List.of(draw), now) instanceof Reservation.Wait wait) {
                assertThat(wait.limit()).isEqualTo("l");
                assertThat(wait.until())
                        .isAfter(now)
                        .isBeforeOrEqualTo(now.plus(MINUTE.multipliedBy(51).dividedBy(50)));
                now = wait.until();
                assertThat(store.reserve(List.of(draw), now)).isInstanceOf(Reservation.Taken.class);
            }
            now = now.plusMillis(random.nextInt(3_000));
        }
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
    void all_quotas_are_taken_or_none() {
        Limit wide = new Limit("wide", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Limit narrow = new Limit("narrow", Limit.Kind.FIXED, 1, MINUTE, Limit.Per.OPERATION);
        List<Draw> both = List.of(new Draw("w", wide, 60), new Draw("n", narrow, 1));
        assertThat(store.reserve(both, START)).isInstanceOf(Reservation.Taken.class);
        store.refund(both.subList(0, 1), START);
        assertThat(store.reserve(both, START)).isInstanceOf(Reservation.Wait.class);
        assertThat(store.reserve(List.of(new Draw("w", wide, 100)), START))
                .as("the refused draw left nothing behind")
                .isInstanceOf(Reservation.Taken.class);
    }

    @Test
    void a_refund_after_the_window_takes_nothing_from_those_who_came_later() {
        Limit limit = new Limit("l", Limit.Kind.FIXED, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw two = new Draw("k", limit, 2);
        take(two, START);
        take(two, START.plus(MINUTE));
        store.refund(List.of(two), START);
        assertThat(store.reserve(List.of(two), START.plus(MINUTE))).isInstanceOf(Reservation.Wait.class);
    }

    @Test
    void a_vendor_can_lower_what_is_left_and_never_raise_it() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw ten = new Draw("k", limit, 10);
        take(ten, START);
        store.observe(ten, QuotaStore.Observation.left(15), START);
        take(ten, START);
        store.observe(ten, QuotaStore.Observation.left(1_000), START);
        assertThat(store.reserve(List.of(ten), START)).isInstanceOf(Reservation.Wait.class);
        take(new Draw("k", limit, 5), START);
        store.observe(ten, QuotaStore.Observation.left(-7), START);
        assertThat(store.reserve(List.of(new Draw("k", limit, 1)), START)).isInstanceOf(Reservation.Wait.class);
        take(new Draw("k", limit, 100), START.plus(MINUTE).plusSeconds(2));
    }

    @Test
    void a_pause_holds_until_its_end_and_a_shorter_one_does_not_end_it() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 100, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        store.observe(one, QuotaStore.Observation.notBefore(START.plusSeconds(20)), START);
        store.observe(one, QuotaStore.Observation.notBefore(START.plusSeconds(5)), START);
        assertThat(store.reserve(List.of(one), START.plusSeconds(19)))
                .isEqualTo(new Reservation.Wait(START.plusSeconds(20), "l"));
        take(one, START.plusSeconds(20));
    }

    @Test
    void permits_of_a_concurrent_limit_are_held_until_they_are_released_whatever_a_header_says() {
        Limit limit = new Limit("l", Limit.Kind.CONCURRENT, 2, MINUTE, Limit.Per.ACCOUNT);
        Draw one = new Draw("k", limit, 1);
        take(one, START);
        take(one, START);
        assertThat(store.reserve(List.of(one), START.plusSeconds(3600))).isInstanceOf(Reservation.Wait.class);
        store.refund(List.of(one), START);
        assertThat(store.reserve(List.of(one), START)).isInstanceOf(Reservation.Wait.class);
        store.observe(one, QuotaStore.Observation.left(0), START);
        store.release(List.of(one));
        store.release(List.of(one));
        store.release(List.of(one));
        take(one, START);
        take(one, START);
        assertThat(store.reserve(List.of(one), START)).isInstanceOf(Reservation.Wait.class);
    }

    @Test
    void a_clock_that_is_set_back_by_an_hour_costs_one_window_and_not_an_hour() {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, 10, MINUTE, Limit.Per.ACCOUNT);
        Draw ten = new Draw("k", limit, 10);
        take(ten, START.plusSeconds(3600));
        Reservation.Wait wait = (Reservation.Wait) store.reserve(List.of(ten), START);
        assertThat(wait.until()).isBefore(START.plus(MINUTE).plusSeconds(3));
        take(ten, wait.until());
    }

    private void take(Draw draw, Instant now) {
        assertThat(store.reserve(List.of(draw), now)).isInstanceOf(Reservation.Taken.class);
    }
}
