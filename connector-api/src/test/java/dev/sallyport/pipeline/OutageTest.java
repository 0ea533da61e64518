package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.support.SteppingTime;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What connectors to one account do together while its system fails and when it comes back. */
class OutageTest {
    private static final Operation GET = Operation.read("things.get", "crm:thing:read", new Charge("account", 1));
    private static final int THREADS = 32;
    private final QuotaStore store = QuotaStore.inMemory();
    private final SteppingTime time = new SteppingTime();

    @Test
    void a_system_that_comes_back_is_met_by_one_call_then_by_two_then_by_four() throws Exception {
        Pipeline pipeline = pipeline("acme", new QuickTime());
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger succeeded = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        ConcurrentLinkedQueue<String> herds = new ConcurrentLinkedQueue<>();
        Attempt<Integer> attempt = context -> {
            // So many that the eighth fault has been seen, whatever the threads did.
            if (attempts.incrementAndGet() <= THREADS + 8) {
                throw fault();
            }
            int allowed = 1 << Math.min(succeeded.get(), 6);
            int now = atOnce.incrementAndGet();
            if (now > allowed) {
                herds.add(now + " at once after " + succeeded + " successes");
            }
            // The first is slow, so that all the others come meanwhile.
            LockSupport.parkNanos(
                    Duration.ofMillis(succeeded.get() == 0 ? 600 : 10).toNanos());
            succeeded.incrementAndGet();
            atOnce.decrementAndGet();
            return 1;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(threads.submit(() -> untilItSucceeds(pipeline, attempt)));
            }
            for (Future<Integer> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(succeeded).hasValue(THREADS);
        assertThat(herds).isEmpty();
    }

    @Test
    void a_system_that_comes_back_but_fails_every_third_call_is_used_and_not_stood_before() {
        Pipeline pipeline = pipeline("acme", time);
        AtomicInteger attempts = new AtomicInteger();
        Attempt<Integer> attempt = context -> {
            int number = attempts.incrementAndGet();
            if (number <= 8 || number % 3 == 0) {
                throw fault();
            }
            return 1;
        };
        for (int i = 0; i < 200; i++) {
            untilItSucceeds(pipeline, attempt);
        }
        assertThat(time.passed()).isLessThan(Duration.ofSeconds(30));
    }

    /** Real time, twenty times as fast. */
    private static final class QuickTime implements TimeSource {
        private static final int SPEED = 20;
        private final long start = System.nanoTime();

        @Override
        public Instant now() {
            return SteppingTime.START.plusNanos((System.nanoTime() - start) * SPEED);
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos() / SPEED);
        }
    }

    private static int untilItSucceeds(Pipeline pipeline, Attempt<Integer> attempt) {
        while (true) {
            try {
                return read(pipeline, attempt);
            } catch (RetryLaterException stillAway) {
                assertThat(stillAway.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }
    }

    @Test
    void retries_of_one_account_draw_on_one_budget_and_those_of_another_on_its_own() {
        Pipeline one = pipeline("acme", time);
        Pipeline same = pipeline("acme", time);
        Pipeline another = pipeline("other", time);
        // A fault that is nobody's, so that the circuit stays out of it.
        Attempt<Integer> failing = context -> {
            throw AttemptFailure.answered(ErrorCode.UNAVAILABLE, "Not now.").asTransient();
        };
        assertThat(attemptsOf(one, failing)).isGreaterThan(1);
        for (int i = 0; i < 100; i++) {
            attemptsOf(one, failing);
        }
        assertThat(attemptsOf(one, failing)).as("spent").isEqualTo(1);
        assertThat(attemptsOf(same, failing)).as("spent for the account").isEqualTo(1);
        assertThat(attemptsOf(another, failing)).isGreaterThan(1);
        for (int i = 0; i < 5; i++) {
            read(same, context -> 1);
        }
        assertThat(attemptsOf(one, failing)).as("five successes pay for one").isEqualTo(2);
    }

    @Test
    void a_failing_account_is_left_alone_by_all_its_connectors_and_no_other_account_is() {
        Pipeline one = pipeline("acme", time);
        Pipeline same = pipeline("acme", time);
        Pipeline another = pipeline("other", time);
        for (int i = 0; i < 8; i++) {
            // Each of them tries once: the next try would come after its deadline.
            attemptsOf(one, context -> {
                throw fault().notBefore(time.now().plus(Duration.ofMinutes(1)));
            });
        }
        RetryLaterException waiting = catchThrowableOfType(RetryLaterException.class, () -> read(same, context -> 1));
        assertThat(waiting.failure().attempts()).isZero();
        assertThat(waiting.retryAt().orElseThrow()).isAfter(time.now().plusSeconds(30));
        assertThat(read(another, context -> 1)).isEqualTo(1);
        time.step(Duration.ofMinutes(2));
        assertThat(read(same, context -> 1)).isEqualTo(1);
    }

    @Test
    void waits_before_a_retry_lie_anywhere_below_a_bound_that_doubles_to_five_seconds() {
        Jitter jitter = new Jitter(11);
        Duration bound = Duration.ofMillis(50);
        for (int failures = 0; failures < 12; failures++) {
            int after = failures;
            List<Double> waits = DoubleStream.generate(
                            () -> jitter.backoff(after).toNanos())
                    .limit(1_000)
                    .boxed()
                    .toList();
            double most = Math.min(bound.toNanos(), Duration.ofSeconds(5).toNanos());
            assertThat(waits).allMatch(wait -> wait >= 0 && wait <= most);
            assertThat(waits).anyMatch(wait -> wait < most / 10).anyMatch(wait -> wait > most * 9 / 10);
            bound = bound.multipliedBy(2);
        }
    }

    private static AttemptFailure fault() {
        return AttemptFailure.answered(ErrorCode.UNAVAILABLE, "It is down.")
                .asTransient()
                .asVendorFault();
    }

    private static int attemptsOf(Pipeline pipeline, Attempt<Integer> attempt) {
        return catchThrowableOfType(ConnectorException.class, () -> read(pipeline, attempt))
                .failure()
                .attempts();
    }

    private static int read(Pipeline pipeline, Attempt<Integer> attempt) {
        return pipeline.read(pipeline.bind(Grant.to("agent").allow("crm:*:*")), Read.of(GET, null, attempt));
    }

    private Pipeline pipeline(String tenant, TimeSource clock) {
        Limit limit = new Limit("account", Limit.Kind.ROLLING, 100_000, Duration.ofMinutes(1), Limit.Per.ACCOUNT);
        return Pipeline.open(
                new ConnectorDescriptor("shop", "crm", tenant, List.of(limit), List.of(GET)),
                Safeguards.builder()
                        .quotas(store)
                        .keptForPeople(0)
                        .time(clock)
                        .deadline(Duration.ofSeconds(30))
                        .build());
    }
}
