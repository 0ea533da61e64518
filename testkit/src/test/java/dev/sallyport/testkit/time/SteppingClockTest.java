package dev.sallyport.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteppingClockTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final SteppingClock clock = SteppingClock.at(START);

    @Test
    void a_year_of_waiting_ends_at_once_and_time_is_exact() throws Exception {
        long started = System.nanoTime();
        for (int hour = 1; hour <= 365 * 24; hour++) {
            clock.sleep(Duration.ofHours(1));
            assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(hour)));
        }
        clock.sleep(Duration.ZERO);
        clock.sleep(Duration.ofSeconds(-1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(365)));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void threads_wake_in_the_order_of_their_times_in_every_run() throws Exception {
        List<String> first = round();
        assertThat(first).hasSize(30).startsWith("a 3s", "b 5s", "a 6s", "c 7s", "a 9s", "b 10s");
        for (int again = 0; again < 10; again++) {
            assertThat(round()).isEqualTo(first);
        }
    }

    private static List<String> round() throws Exception {
        SteppingClock shared = SteppingClock.at(START).expecting(3);
        List<String> woken = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads =
                List.of(sleeper(shared, "a", 3, woken), sleeper(shared, "b", 5, woken), sleeper(shared, "c", 7, woken));
        for (Thread thread : threads) {
            thread.join();
        }
        return woken;
    }

    private static Thread sleeper(SteppingClock clock, String name, int seconds, List<String> woken) {
        Thread thread = new Thread(() -> {
            try {
                for (int time = 0; time < 10; time++) {
                    clock.sleep(Duration.ofSeconds(seconds));
                    woken.add(name + " " + Duration.between(START, clock.now()).toSeconds() + "s");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void time_stands_still_while_a_thread_works() throws Exception {
        assertThat(clock.now()).isEqualTo(START);
        CountDownLatch asleep = new CountDownLatch(1);
        AtomicReference<Instant> seen = new AtomicReference<>();
        Thread sleeper = new Thread(() -> {
            try {
                asleep.countDown();
                clock.sleep(Duration.ofHours(1));
                seen.set(clock.now());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        sleeper.start();
        while (asleep.getCount() > 0) {
            clock.now();
        }
        long until = System.nanoTime() + Duration.ofMillis(50).toNanos();
        while (System.nanoTime() < until) {
            assertThat(clock.now()).isEqualTo(START);
        }
        sleeper.join();
        assertThat(seen.get()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void who_waits_for_another_thread_does_not_hold_time_up() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                clock.now();
                called.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        clock.sleep(Duration.ofDays(1));
        called.countDown();
        waiting.join();
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void work_is_done_when_its_time_has_come_and_not_before_those_who_sleep_less() throws Exception {
        assertThat(clock.now()).isEqualTo(START);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch last = new CountDownLatch(1);
        clock.after(Duration.ofMinutes(90), false, () -> {
            order.add("late " + clock.instant());
            last.countDown();
        });
        clock.after(Duration.ofMinutes(10), false, () -> order.add("early " + clock.instant()));
        clock.sleep(Duration.ofHours(1));
        order.add("slept " + clock.now());
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(order)
                .containsExactly(
                        "early 2026-03-02T10:10:00Z", "slept 2026-03-02T11:00:00Z", "late 2026-03-02T11:30:00Z");
    }

    @Test
    void an_interrupt_ends_a_wait_and_time_goes_on_without_it() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.sleep(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
        assertThat(clock.now()).isEqualTo(START);
        clock.sleep(Duration.ofMinutes(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(1)));
    }
}
