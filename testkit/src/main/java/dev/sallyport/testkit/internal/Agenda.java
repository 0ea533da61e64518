package dev.sallyport.testkit.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Does things later, at the speed of the fake's time, on one thread; knows which of them are late effects still to come. */
final class Agenda implements AutoCloseable {
    private final Problems problems;
    private final UnaryOperator<Duration> onMachine;
    private final ScheduledThreadPoolExecutor executor;
    private final Set<Object> lateEffects = new HashSet<>();

    Agenda(String fake, Problems problems, UnaryOperator<Duration> onMachine) {
        this.problems = problems;
        this.onMachine = onMachine;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fake-" + fake + "-agenda");
            thread.setDaemon(true);
            return thread;
        });
        // A request still under way while the fake closes has nothing to come any more.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    void lateEffect(Duration delay, Runnable work) {
        Object ticket = new Object();
        synchronized (lateEffects) {
            lateEffects.add(ticket);
        }
        later(delay, "late effect", () -> {
            try {
                work.run();
            } finally {
                settle(ticket);
            }
        });
    }

    void later(Duration delay, String what, Runnable work) {
        // The task reports its own failures, so nobody needs its future.
        ScheduledFuture<?> unused = executor.schedule(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error failure) {
                        problems.add(what, failure);
                    }
                },
                onMachine.apply(delay).toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void settle(Object ticket) {
        synchronized (lateEffects) {
            lateEffects.remove(ticket);
            lateEffects.notifyAll();
        }
    }

    int lateEffectsPending() {
        synchronized (lateEffects) {
            return lateEffects.size();
        }
    }

    void awaitLateEffects(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (lateEffects) {
            while (!lateEffects.isEmpty()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException(
                            lateEffects.size() + " late effect(s) still to come after " + atMost);
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(lateEffects, Math.max(left, 1_000_000));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for late effects", interrupted);
                }
            }
        }
    }

    /** Drops all that is still to come. */
    void clear() {
        executor.getQueue().clear();
        synchronized (lateEffects) {
            lateEffects.clear();
            lateEffects.notifyAll();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        clear();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
