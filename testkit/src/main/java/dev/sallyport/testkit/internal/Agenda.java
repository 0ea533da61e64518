package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.FakeSettings;
import dev.sallyport.testkit.time.SteppingClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later, at the speed of the fake's time, on one thread; knows which of them are late effects still to come. */
final class Agenda implements AutoCloseable {
    private static final String REPLY = "reply";

    private final Problems problems;
    private final FakeSettings settings;
    private final ScheduledThreadPoolExecutor executor;
    private final Set<Object> lateEffects = new HashSet<>();
    private volatile Object day = new Object();

    Agenda(String fake, Problems problems, FakeSettings settings) {
        this.problems = problems;
        this.settings = settings;
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

    /** A step of a reply that is under way: it comes even if all else is dropped. */
    void reply(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            schedule(delay, REPLY, step);
        }
    }

    void later(Duration delay, String what, Runnable work) {
        Object planned = day;
        schedule(delay, what, () -> {
            if (planned == day) {
                work.run();
            }
        });
    }

    private void schedule(Duration delay, String what, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                problems.add(what, failure);
            }
        };
        if (FakeTime.source(settings.clock()) instanceof SteppingClock stepping) {
            stepping.after(delay, what.equals(REPLY), () -> {
                if (!executor.isShutdown()) {
                    guarded.run();
                }
            });
        } else {
            // The task reports its own failures, so nobody needs its future.
            ScheduledFuture<?> unused =
                    executor.schedule(guarded, settings.onMachine(delay).toNanos(), TimeUnit.NANOSECONDS);
        }
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

    /** Drops all that is still to come, replies under way aside. */
    void clear() {
        day = new Object();
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
