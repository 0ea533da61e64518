package dev.sallyport.stores.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of shared limits, in a time of the tests' own. */
class UsageTest {
    private static final long START = 1_772_359_200_123_456_789L;
    private static final long MILLI = 1_000_000;
    private static final Duration SPREAD = Duration.ofMillis(20);

    /** What happens at a time. */
    private record Event(long at, Runnable what) {}

    /** A fleet that calls as fast as it is let, and a vendor that counts what comes there. */
    private static final class Fleet {
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        private final Random random;
        private final Draw draw;
        private final long truth;
        private final boolean fixed;
        private final ArrayDeque<Long> counted = new ArrayDeque<>();
        private final List<Long> accepted = new ArrayList<>();
        private final List<Long> refused = new ArrayList<>();
        private byte[] kept = new byte[0];
        private long now = START;

        Fleet(long seed, Draw draw, long truth, boolean fixed) {
            this.random = new Random(seed);
            this.draw = draw;
            this.truth = truth;
            this.fixed = fixed;
        }

        void run(int processes, int threads, Duration time) {
            for (int process = 0; process < processes; process++) {
                for (int thread = 0; thread < threads; thread++) {
                    at(now + random.nextInt(1_000) * MILLI, this::ask);
                }
            }
            long end = START + time.toNanos();
            while (events.peek().at() < end) {
                Event next = events.poll();
                now = next.at();
                next.what().run();
            }
        }

        private void at(long time, Runnable what) {
            events.add(new Event(time, what));
        }

        private Usage usage() {
            return Usage.read(kept, draw.limit(), SPREAD, now);
        }

        private void ask() {
            Usage usage = usage();
            if (usage.times(draw, 1, now) == 0) {
                long again = Math.max(usage.opensAt(draw, now) - now, 50 * MILLI) + random.nextInt(100) * MILLI;
                at(now + again, this::ask);
                return;
            }
            usage.add(draw.units(), now);
            kept = usage.packed();
            long taken = now;
            // Most are quick, some are slow, a few are as slow as a machine that stands still.
            int kind = random.nextInt(100);
            long takes = (kind < 90 ? 1 + random.nextInt(19) : kind < 99 ? 300 : 3_000) * MILLI;
            at(now + (long) (takes * random.nextDouble()), this::arrive);
            at(now + takes, () -> end(taken));
        }

        private void arrive() {
            long window = draw.limit().window().toNanos();
            long since = fixed ? Math.floorDiv(now, window) * window - 1 : now - window;
            while (!counted.isEmpty() && counted.peek() <= since) {
                counted.poll();
            }
            if (counted.size() < truth) {
                counted.add(now);
                accepted.add(now);
            } else {
                refused.add(now);
                Usage usage = usage();
                usage.refused(now + 1_000 * MILLI, now);
                kept = usage.packed();
            }
        }

        private void end(long taken) {
            if (now - taken > SPREAD.toNanos()) {
                Usage usage = usage();
                new Untold.Shift(draw.units(), taken, now).on(usage);
                kept = usage.packed();
            }
            ask();
        }

        /** How much of the true limit was used after so many windows. */
        double used(int after) {
            long window = draw.limit().window().toNanos();
            long from = START + after * window;
            long calls = accepted.stream().filter(at -> at >= from).count();
            return calls / ((now - from) / (double) window * truth);
        }
    }

    private static Draw draw(Limit.Kind kind, long capacity) {
        return new Draw("k", new Limit("l", kind, capacity, Duration.ofSeconds(10), Limit.Per.ACCOUNT), 1);
    }

    @ParameterizedTest(name = "{0} a window, {1}, seed {2}: {3}")
    @CsvSource({
        "2000, ROLLING, 1, 0.98", "2000, FIXED, 2, 0.98", "300, ROLLING, 3, 0.97", "30, ROLLING, 4, 0.95",
        "30, FIXED, 5, 0.95", "10, ROLLING, 6, 0.9", "10, FIXED, 7, 0.9", "1, ROLLING, 8, 0.9"
    })
    void a_fleet_uses_what_a_limit_allows_and_is_never_refused(
            long capacity, Limit.Kind kind, long seed, double least) {
        Fleet fleet = new Fleet(seed, draw(kind, capacity), capacity, kind == Limit.Kind.FIXED);
        fleet.run(8, 16, Duration.ofMinutes(1));
        assertThat(fleet.refused).isEmpty();
        assertThat(fleet.used(2)).as("used").isGreaterThan(least);
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "50, 2", "180, 3"})
    void a_fleet_behind_a_smaller_limit_than_declared_settles_below_it(long truth, long seed) {
        Fleet fleet = new Fleet(seed, draw(Limit.Kind.ROLLING, 200), truth, false);
        fleet.run(8, 16, Duration.ofMinutes(5));
        Long[] byWindow = new Long[30];
        Arrays.fill(byWindow, 0L);
        fleet.refused.forEach(
                at -> byWindow[(int) ((at - START) / Duration.ofSeconds(10).toNanos())]++);
        assertThat(fleet.refused).as("it was surprised").isNotEmpty();
        byWindow[0] = 0L;
        assertThat(byWindow).as("and then only asks for a tenth more").allMatch(count -> count <= 1 + truth / 10);
        assertThat(fleet.used(2)).as("never stuck").isGreaterThan(0.75);
    }

    @ParameterizedTest
    @CsvSource({"FIXED", "ROLLING"})
    void a_header_that_says_nothing_is_left_for_ever_stops_no_fleet(Limit.Kind kind) {
        Draw one = draw(kind, 50);
        long now = START;
        byte[] kept = new byte[0];
        for (int i = 0; i < 100; i++) {
            Usage usage = Usage.read(kept, one.limit(), SPREAD, now);
            if (usage.times(one, 1, now) == 0) {
                long opens = usage.opensAt(one, now);
                assertThat(opens - now).isLessThan(Duration.ofSeconds(11).toNanos());
                now = opens;
                usage = Usage.read(kept, one.limit(), SPREAD, now);
                assertThat(usage.times(one, 1, now)).isEqualTo(1);
            }
            usage.add(1, now);
            usage.left(0, now + Duration.ofSeconds(9).toNanos(), now, now);
            kept = usage.packed();
        }
    }

    @Test
    void a_crowd_is_spread_over_the_window_once_half_of_it_is_used() {
        Draw one = draw(Limit.Kind.ROLLING, 2_000);
        Usage usage = Usage.read(null, one.limit(), SPREAD, START);
        assertThat(usage.times(one, 5_000, START))
                .as("whoever is alone need not wait")
                .isEqualTo(2_000);
        usage.add(1_100, START - Duration.ofSeconds(5).toNanos());
        assertThat(usage.times(one, 5_000, START)).isEqualTo(126);
        usage.add(126, START);
        assertThat(usage.times(one, 1, START)).isZero();
        assertThat(usage.opensAt(one, START)).isBetween(START + 500 * MILLI, START + 520 * MILLI);
        Draw dear = new Draw("k", one.limit(), 500);
        assertThat(usage.times(dear, 1, usage.opensAt(dear, START)))
                .as("one at a time")
                .isEqualTo(1);
        Draw day = new Draw("d", new Limit("d", Limit.Kind.ROLLING, 2_000, Duration.ofDays(1), Limit.Per.ACCOUNT), 1);
        Usage daily = Usage.read(null, day.limit(), SPREAD, START);
        daily.add(1_500, START);
        assertThat(daily.times(day, 5_000, START)).as("a day's is not spread").isEqualTo(500);
    }

    @Test
    void what_is_kept_is_what_was_counted() {
        Draw batch = new Draw("k", draw(Limit.Kind.ROLLING, 1_000).limit(), 1, Lane.BATCH, 100);
        Usage usage = Usage.read(null, batch.limit(), SPREAD, START);
        for (int i = 0; i < 100; i++) {
            usage.add(i % 7, START - i * 100L * MILLI);
        }
        usage.left(500, 0, START, START);
        Usage again = Usage.read(usage.packed(), batch.limit(), SPREAD, START);
        assertThat(again.used(START)).isEqualTo(usage.used(START)).isEqualTo(500);
        assertThat(again.packed()).isEqualTo(usage.packed());
        assertThat(again.times(batch, 1_000, START))
                .as("a twentieth of what people and others leave, and a quarter")
                .isEqualTo(51 - 15);
        long later = START + 5_000 * MILLI;
        assertThat(Usage.read(usage.packed(), batch.limit(), SPREAD, later).used(later))
                .isBetween(1L, 499L);
        again.refused(START + 3_000 * MILLI, START);
        assertThat(Usage.read(again.packed(), batch.limit(), SPREAD, START).opensAt(batch, START))
                .isGreaterThanOrEqualTo(START + 3_000 * MILLI);
        assertThat(again.packed().length).as("bytes").isLessThan(600);
    }

    @Test
    void another_window_and_a_clock_set_back_cost_one_window() {
        Draw ten = new Draw("k", draw(Limit.Kind.ROLLING, 10).limit(), 10);
        Usage usage = Usage.read(null, ten.limit(), SPREAD, START);
        usage.add(10, START);
        long before = START - Duration.ofHours(1).toNanos();
        Usage back = Usage.read(usage.packed(), ten.limit(), SPREAD, before);
        assertThat(back.times(ten, 1, before)).isZero();
        assertThat(back.opensAt(ten, before)).isLessThan(before + 11_000 * MILLI);
        Limit minute = new Limit("l", Limit.Kind.ROLLING, 10, Duration.ofMinutes(1), Limit.Per.ACCOUNT);
        assertThat(Usage.read(usage.packed(), minute, SPREAD, START).used(START))
                .isEqualTo(10);
    }
}
