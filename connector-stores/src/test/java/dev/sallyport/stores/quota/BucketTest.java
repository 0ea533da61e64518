package dev.sallyport.stores.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.pacing.Limit;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {
    @ParameterizedTest
    @CsvSource({"100000, PT24H", "30, PT10M", "2000, PT10S"})
    void nobody_is_told_to_wait_longer_than_a_quarter_of_a_second_beyond_the_next_token(long units, Duration window) {
        Limit limit = new Limit("l", Limit.Kind.ROLLING, units, window, Limit.Per.ACCOUNT);
        Bucket bucket = Bucket.of("k", limit, units, QuotaSettings.DEFAULT);
        assertThat(Duration.ofNanos(bucket.patienceNanos())).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(bucket.capacity() + bucket.refill()).isLessThanOrEqualTo(units);
    }
}
