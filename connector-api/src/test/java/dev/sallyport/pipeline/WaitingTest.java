package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.Reservation;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that wait for limits, in real time: what is asserted holds however slow the machine is. */
class WaitingTest {
    private static final Operation GET = Operation.read("things.get", "crm:thing:read", new Charge("account", 1));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Counts how often it is asked, and by how many at a time. */
    private static final class CountingStore implements QuotaStore {
        private final QuotaStore real = QuotaStore.inMemory();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger askingNow = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public Reservation reserve(List<Draw> draws, int most, Instant now) {
            asked.incrementAndGet();
            mostAtOnce.accumulateAndGet(askingNow.incrementAndGet(), Math::max);
            try {
                return real.reserve(draws, most, now);
            } finally {
                askingNow.decrementAndGet();
            }
        }

        @Override
        public Reservation.Wait opensFor(List<Draw> draws, int place, Instant now) {
            return real.opensFor(draws, place, now);
        }

        @Override
        public void observe(Draw draw, Observation observation, Instant asked, Instant now) {
            real.observe(draw, observation, asked, now);
        }

        @Override
        public void close() {}
    }

    @Test
    void one_waiter_asks_the_store_for_all_of_its_process() throws Exception {
        CountingStore store = new CountingStore();
        Pipeline pipeline = pipeline(store, 20, Duration.ofMillis(200), Duration.ofSeconds(60));
        Session session = session(pipeline, Lane.INTERACTIVE);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(threads.submit(() -> get(pipeline, session)));
        }
        for (Future<Integer> call : calls) {
            call.get(60, TimeUnit.SECONDS);
        }
        assertThat(store.mostAtOnce).hasValue(1);
        assertThat(store.asked.get()).as("not each of them again and again").isLessThan(400);
    }

    @Test
    void those_who_came_first_go_first() throws Exception {
        QuotaStore store = QuotaStore.inMemory();
        List<Draw> draws = List.of(draw(1, Duration.ofMillis(50)));
        Reservation first = store.reserve(draws, Instant.now());
        Line line = new Line(draws);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            calls.add(threads.submit(() -> {
                Waiter waiter = line.await(store, Instant.now().plusSeconds(600), TimeSource.system());
                order.add(number);
                Objects.requireNonNull(waiter.permit).used(Instant.now());
                return null;
            }));
            await(() -> line.size() == number + 1);
        }
        ((Reservation.Taken) first).permits().get(0).used(Instant.now());
        for (Future<?> call : calls) {
            call.get(60, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void whoever_cannot_come_in_time_is_told_at_once_when_the_turn_would_be() throws Exception {
        QuotaStore store = QuotaStore.inMemory();
        List<Draw> draws = List.of(draw(2, Duration.ofSeconds(20)));
        ((Reservation.Taken) store.reserve(draws, 2, Instant.now()))
                .permits()
                .forEach(permit -> permit.used(Instant.now()));
        Line line = new Line(draws);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(threads.submit(() -> line.await(store, Instant.now().plusSeconds(600), TimeSource.system())));
        }
        await(() -> line.size() == 4);
        Instant now = Instant.now();
        Waiter refused = line.await(store, now.plusSeconds(45), TimeSource.system());
        assertThat(refused.permit).isNull();
        assertThat(Objects.requireNonNull(refused.refusal).until())
                .as("four go first, two in a window")
                .isBetween(now.plusSeconds(45), now.plusSeconds(61));
        assertThat(line.size()).isEqualTo(4);
        calls.forEach(call -> call.cancel(true));
    }

    @Test
    void whoever_is_interrupted_while_waiting_takes_nothing_and_holds_nobody_up() throws Exception {
        QuotaStore store = QuotaStore.inMemory();
        Pipeline pipeline = pipeline(store, 1, Duration.ofMillis(600), Duration.ofSeconds(60));
        Session session = session(pipeline, Lane.INTERACTIVE);
        get(pipeline, session);
        AtomicInteger interrupted = new AtomicInteger();
        List<Thread> givingUp = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Thread thread = new Thread(() -> {
                try {
                    get(pipeline, session);
                } catch (RetryLaterException e) {
                    interrupted.addAndGet(
                            e.code() == ErrorCode.INTERRUPTED
                                            && Thread.currentThread().isInterrupted()
                                    ? 1
                                    : 0);
                }
            });
            thread.start();
            givingUp.add(thread);
        }
        Future<Integer> last = threads.submit(() -> get(pipeline, session));
        givingUp.forEach(Thread::interrupt);
        for (Thread thread : givingUp) {
            thread.join(30_000);
        }
        assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(interrupted).hasPositiveValue();
    }

    /** A store that answers as it is told. */
    private abstract static class ToldStore implements QuotaStore {
        @Override
        public Reservation.Wait opensFor(List<Draw> draws, int place, Instant now) {
            return new Reservation.Wait(now, "l");
        }

        @Override
        public void observe(Draw draw, Observation observation, Instant asked, Instant now) {}

        @Override
        public void close() {}
    }

    private record ToldPermit(Runnable refunded) implements Permit {
        @Override
        public void cost(String limit, long units) {}

        @Override
        public void used(Instant now) {}

        @Override
        public void refund() {
            refunded.run();
        }
    }

    @Test
    void a_permit_that_nobody_waits_for_any_more_is_given_back_without_holding_up_the_queue() throws Exception {
        AtomicInteger refunded = new AtomicInteger();
        List<Line> lines = new ArrayList<>();
        // It goes back to another machine, perhaps: meanwhile the queue must move on.
        Permit spare = new ToldPermit(() -> refunded.addAndGet(ask(lines.get(0)::size) + 1));
        QuotaStore store = new ToldStore() {
            @Override
            public Reservation reserve(List<Draw> draws, int most, Instant now) {
                return new Reservation.Taken(List.of(new ToldPermit(() -> {}), spare));
            }
        };
        lines.add(new Line(List.of(draw(1, Duration.ofSeconds(1)))));
        Waiter waiter = lines.get(0).await(store, Instant.now().plusSeconds(600), TimeSource.system());
        assertThat(waiter.permit).isNotNull();
        assertThat(refunded).hasValue(1);
    }

    private int ask(Callable<Integer> question) {
        try {
            return threads.submit(question).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_permit_that_comes_as_its_waiter_is_interrupted_goes_to_the_next() throws Exception {
        Stop asking = new Stop();
        Stop within = new Stop();
        AtomicBoolean answered = new AtomicBoolean();
        AtomicBoolean newcomer = new AtomicBoolean();
        QuotaStore store = new ToldStore() {
            @Override
            public Reservation reserve(List<Draw> draws, int most, Instant now) {
                asking.here();
                return answered.getAndSet(true)
                        ? new Reservation.Wait(now.plusSeconds(600), "l")
                        : new Reservation.Taken(Collections.nCopies(2, new ToldPermit(() -> {})));
            }

            @Override
            public Reservation.Wait opensFor(List<Draw> draws, int place, Instant now) {
                if (newcomer.get()) {
                    within.here();
                }
                return super.opensFor(draws, place, now);
            }
        };
        Line line = new Line(List.of(draw(1, Duration.ofSeconds(1))));
        FutureTask<Waiter> first = waiter(line, store);
        Thread leader = started(first);
        asking.awaitSomebody();
        FutureTask<Waiter> second = waiter(line, store);
        Thread interrupted = started(second);
        await(() -> line.size() == 2 && interrupted.getState() == Thread.State.WAITING);
        newcomer.set(true);
        FutureTask<Waiter> third = waiter(line, store);
        Thread last = started(third);
        within.awaitSomebody();
        // The newcomer has the lock. Behind it come the leader, with a permit for the second, and the second, to leave.
        asking.goOn();
        await(() -> answered.get() && leader.getState() == Thread.State.WAITING);
        interrupted.interrupt();
        await(() -> !interrupted.isInterrupted() && interrupted.getState() == Thread.State.WAITING);
        within.goOn();
        assertThat(first.get(30, TimeUnit.SECONDS).permit).isNotNull();
        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(third.get(30, TimeUnit.SECONDS).permit).isNotNull();
        last.join();
    }

    /** Where threads stop until they are told to go on. */
    private static final class Stop {
        private final CountDownLatch here = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        void here() {
            here.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitSomebody() throws InterruptedException {
            here.await();
        }

        void goOn() {
            goOn.countDown();
        }
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static FutureTask<Waiter> waiter(Line line, QuotaStore store) {
        return new FutureTask<>(() -> line.await(store, Instant.now().plusSeconds(600), TimeSource.system()));
    }

    @Test
    void interactive_calls_do_not_wait_beside_a_batch_at_full_speed() throws Exception {
        QuotaStore store = QuotaStore.inMemory();
        Duration window = Duration.ofSeconds(1);
        Pipeline pipeline = pipeline(store, 200, window, Duration.ofSeconds(60));
        Session batch = session(pipeline, Lane.BATCH);
        Session interactive = session(pipeline, Lane.INTERACTIVE);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger batched = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                while (!stop.get()) {
                    batched.addAndGet(get(pipeline, batch));
                }
            });
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            TimeUnit.MILLISECONDS.sleep(window.toMillis() / 12);
            long start = System.nanoTime();
            get(pipeline, interactive);
            waits.add(System.nanoTime() - start);
        }
        stop.set(true);
        Collections.sort(waits);
        assertThat(batched.get()).as("the batch was at full speed").isGreaterThan(200);
        assertThat(waits.get(waits.size() - 1)).isLessThan(window.toNanos());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Draw draw(int capacity, Duration window) {
        return new Draw("k", new Limit("l", Limit.Kind.ROLLING, capacity, window, Limit.Per.ACCOUNT), 1);
    }

    private static int get(Pipeline pipeline, Session session) {
        return pipeline.read(session, Read.of(GET, null, context -> 1));
    }

    private static Session session(Pipeline pipeline, Lane lane) {
        return pipeline.bind(Grant.to("agent").allow("crm:*:*").inLane(lane));
    }

    private static Pipeline pipeline(QuotaStore store, int capacity, Duration window, Duration deadline) {
        Limit limit = new Limit("account", Limit.Kind.ROLLING, capacity, window, Limit.Per.ACCOUNT);
        return Pipeline.open(
                new ConnectorDescriptor("shop", "crm", "acme", List.of(limit), List.of(GET)),
                Safeguards.builder()
                        .quotas(store)
                        .keptForPeople(0)
                        .deadline(deadline)
                        .build());
    }
}
