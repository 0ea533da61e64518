package dev.sallyport.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledClockTest {
    @Test
    void a_sleep_lasts_its_full_length_on_the_clock_and_a_fraction_on_the_machine() throws InterruptedException {
        ScaledClock clock = ScaledClock.at(20);
        Instant before = clock.now();
        long started = System.nanoTime();
        clock.sleep(Duration.ofSeconds(4));
        assertThat(Duration.between(before, clock.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(System.nanoTime() - started)
                .isGreaterThanOrEqualTo(200_000_000)
                .isLessThan(3_900_000_000L);
    }

    @Test
    void two_clocks_of_the_same_origin_and_speed_agree() {
        Instant origin = Instant.now().minus(Duration.ofHours(3));
        ScaledClock one = ScaledClock.since(origin, 10);
        ScaledClock other = ScaledClock.since(one.origin(), one.speed());
        Instant first = one.instant();
        Instant second = other.instant();
        assertThat(first).isAfter(origin.plus(Duration.ofHours(30)));
        assertThat(one.instant()).isAfterOrEqualTo(second);
        assertThat(second).isAfterOrEqualTo(first);
        assertThat(one.onMachine(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_leap_is_seen_by_all_who_share_the_clock() {
        ScaledClock clock = ScaledClock.at(1);
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));
        Instant before = clock.now();
        clock.leap(Duration.ofMinutes(11));
        assertThat(elsewhere.instant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(11)));
        assertThatThrownBy(() -> clock.leap(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 20.5, Double.NaN, Double.POSITIVE_INFINITY})
    void no_other_speed_is_taken(double speed) {
        assertThatThrownBy(() -> ScaledClock.at(speed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 0 and at most 20");
    }
}
