package dev.sallyport.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several threads, which begin at the same moment. */
final class Together {
    private static final long PATIENCE_SECONDS = 60;

    private Together() {}

    /** How an interrupted call ended: null if it did not; and whether its thread was still interrupted then. */
    record Interrupted(@Nullable Result result, boolean flag) {}

    /** What each of so many threads gives. */
    static List<Result> all(int threads, IntFunction<Result> work) {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Result>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
            List<Result> results = new ArrayList<>();
            for (Future<Result> future : futures) {
                results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Seen("was interrupted from outside", e);
        } catch (ExecutionException e) {
            throw new Seen("failed in a thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new Seen("did not end in " + PATIENCE_SECONDS + " s with " + threads + " threads", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Begins a call in a thread of its own, and interrupts it once it is ready for that. */
    static Interrupted interrupted(Supplier<Result> call, BooleanSupplier ready) {
        AtomicReference<@Nullable Result> result = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(
                () -> {
                    Result ended = call.get();
                    flag.set(Thread.currentThread().isInterrupted());
                    result.set(ended);
                },
                "contract-interrupted");
        thread.setDaemon(true);
        thread.start();
        until(Duration.ofSeconds(10), ready);
        until(Duration.ofSeconds(2), () -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        until(Duration.ofSeconds(3), () -> result.get() != null);
        return new Interrupted(result.get(), flag.get());
    }

    /** Waits in real time until something is so; whether it came to be. */
    static boolean until(Duration atMost, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return so.getAsBoolean();
            }
        }
        return true;
    }
}
